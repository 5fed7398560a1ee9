import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Conversation, Message } from '@/api/types';
import { IconButton } from '@/shared/IconButton';

import { answer_to, quoted_from } from '../answering';
import { QuoteBlock } from '../conversation/content/Quote';

// Above the text that is being written: what it will answer to.
export function AnsweringTo({ conversation, message }: { conversation: Conversation; message: Message }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center gap-1 px-2 pt-2">
      <div className="min-w-0 flex-1 rounded-md bg-sunken">
        <QuoteBlock quoted={quoted_from(message)} contact={conversation.contact} />
      </div>
      <IconButton icon={X} label={t('composer.stop_answering')} onClick={() => answer_to(conversation.id, null)} />
    </div>
  );
}

import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';
import { use_now } from '@/shared/time';

import { service_window } from '../window';
import { use_connection } from '../use_people';
import { ClosedNotice } from './ClosedNotice';
import { ComposerFooter } from './ComposerFooter';
import { ReplyBox } from './ReplyBox';

// The place to write, or the reason why nothing can be written.
export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const now = use_now();
  const box = useRef<HTMLDivElement>(null);
  const window = service_window(conversation, now);
  const connection = use_connection(conversation.connection_id);
  const disconnected = connection !== undefined && connection.status !== 'connected';
  return (
    <div ref={box} className="pad-safe-bottom shrink-0 px-4 pb-3 max-md:px-2 max-md:pb-2">
      <div className="rounded-xl border border-line bg-surface shadow-bubble focus-within:border-accent">
        {disconnected ? (
          <ClosedNotice title={t('composer.disconnected')} />
        ) : window.state === 'open' ? (
          <ReplyBox conversation={conversation} />
        ) : (
          <ClosedNotice
            title={window.state === 'never' ? t('composer.window_never') : t('composer.window_closed')}
            why={t('composer.window_closed_why')}
          />
        )}
        <ComposerFooter connection={connection} window={window} />
      </div>
    </div>
  );
}

import { SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Refused } from '@/api/problem';
import { Button } from '@/shared/Button';
import { EmptyState } from '@/shared/EmptyState';
import { use_keys } from '@/shared/use_keys';

import { Composer } from '../composer/Composer';
import { ContextPane } from '../context/ContextPane';
import { use_connectivity } from '../live';
import { open_conversation } from '../loading';
import { name_of } from '../naming';
import { use_inbox } from '../store';
import { use_actions } from '../use_actions';
import { use_place } from '../use_place';
import { ConversationHeader } from './ConversationHeader';
import { ThreadSkeleton } from './ThreadSkeleton';
import { ThreadView } from './ThreadView';
import { use_conversation } from './use_conversation';
import { use_mark_read } from './use_mark_read';

interface ConversationPaneProps {
  conversation_id: string;
  room_for_details: boolean;
}

export function ConversationPane({ conversation_id, room_for_details }: ConversationPaneProps) {
  const { t } = useTranslation();
  const { search, leave, show_details } = use_place();
  const actions = use_actions();
  const conversation = use_conversation(conversation_id);
  const missing = use_loaded_conversation(conversation_id);
  const me = use_inbox((state) => state.me);
  use_mark_read(conversation);
  use_keys({
    a: () => conversation && actions.assign(conversation, me),
    e: () => conversation && actions.set_open(conversation, conversation.status !== 'open'),
  });

  if (missing) {
    return (
      <main className="min-w-0 flex-1 bg-sunken">
        <EmptyState icon={SearchX} title={t('empty.not_found_title')} text={t('empty.not_found_text')}>
          <Button onClick={leave}>{t('empty.not_found_action')}</Button>
        </EmptyState>
      </main>
    );
  }
  if (!conversation) {
    return (
      <main className="min-w-0 flex-1 bg-sunken">
        <ThreadSkeleton />
      </main>
    );
  }
  const covered = Boolean(search.details) && !room_for_details;
  return (
    <>
      <main
        aria-label={t('conversation.label', { name: name_of(conversation.contact) })}
        className={`flex min-w-0 flex-1 flex-col bg-sunken ${covered ? 'max-md:hidden' : ''}`}
      >
        <ConversationHeader conversation={conversation} actions={actions} details_beside={room_for_details} />
        <ThreadView conversation={conversation} />
        <Composer conversation={conversation} />
      </main>
      {(room_for_details || search.details) && (
        <ContextPane conversation={conversation} onClose={room_for_details ? undefined : () => show_details(false)} />
      )}
    </>
  );
}

// Asks for the conversation itself when the list has not brought it, and again after the stream began afresh.
function use_loaded_conversation(id: string): boolean {
  const epoch = use_inbox((state) => state.epoch);
  const fresh = use_inbox((state) => state.conversations[id]?.epoch === state.epoch);
  const connectivity = use_connectivity();
  const [missing, set_missing] = useState(false);
  useEffect(() => {
    if (fresh) return;
    open_conversation(id).catch((error: unknown) => {
      if (error instanceof Refused && error.problem.status === 404) set_missing(true);
    });
  }, [id, fresh, epoch, connectivity]);
  return missing;
}

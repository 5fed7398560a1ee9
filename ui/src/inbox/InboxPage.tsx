import { MessagesSquare } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { EmptyState } from '@/shared/EmptyState';
import { beyond_phone, use_media, wide } from '@/shared/use_media';

import { ConversationPane } from './conversation/ConversationPane';
import { use_dock } from './dock';
import { ListPane } from './list/ListPane';
import { use_inbox } from './store';
import { use_place } from './use_place';

const SandboxDock = lazy(() => import('@/sandbox/SandboxDock'));

export default function InboxPage() {
  const { t } = useTranslation();
  const { conversation_id } = use_place();
  const dock = use_dock();
  const is_wide = use_media(wide);
  const beside = use_media(beyond_phone);
  const unread = use_inbox((state) => total_unread(state.conversations));
  useEffect(() => {
    document.title = unread ? `(${unread}) ${t('product')}` : t('product');
  }, [unread, t]);
  const docked = dock && is_wide;
  return (
    <div className="flex h-full">
      <ListPane />
      {conversation_id ? (
        <ConversationPane key={conversation_id} conversation_id={conversation_id} room_for_details={is_wide && !docked} />
      ) : (
        beside && (
          <main className="min-w-0 flex-1 bg-sunken">
            <EmptyState icon={MessagesSquare} title={t('empty.pick_title')} text={t('empty.pick_text')} />
          </main>
        )
      )}
      {docked && (
        <Suspense fallback={<div className="w-[25rem] border-l border-line" />}>
          <SandboxDock />
        </Suspense>
      )}
    </div>
  );
}

let counted: { of: object; total: number } = { of: {}, total: 0 };
function total_unread(conversations: Readonly<Record<string, { conversation: { unread_count: number; status: string } }>>): number {
  if (counted.of === conversations) return counted.total;
  let total = 0;
  for (const { conversation } of Object.values(conversations)) if (conversation.status === 'open' && conversation.unread_count) total++;
  counted = { of: conversations, total };
  return total;
}

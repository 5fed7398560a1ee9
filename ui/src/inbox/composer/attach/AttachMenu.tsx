import { ContactRound, Link, ListChecks, MapPin, MapPinned, MessageSquareReply, Plus, type LucideIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Conversation, MessageType } from '@/api/types';
import { Menu } from '@/shared/Menu';

import { use_connection } from '../../use_people';

const AttachDialog = lazy(() => import('./AttachDialog'));

export type Attachable = 'location' | 'contacts' | 'buttons' | 'list' | 'cta_url' | 'location_request';

const kinds: readonly { type: Attachable & MessageType; icon: LucideIcon }[] = [
  { type: 'location', icon: MapPin },
  { type: 'contacts', icon: ContactRound },
  { type: 'buttons', icon: MessageSquareReply },
  { type: 'list', icon: ListChecks },
  { type: 'cta_url', icon: Link },
  { type: 'location_request', icon: MapPinned },
];

// Everything but text that this number's provider can carry. The forms are fetched when one is asked for.
export function AttachMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const [asked, set_asked] = useState<Attachable | null>(null);
  const can = use_connection(conversation.connection_id)?.capabilities;
  const offered = kinds.filter((kind) => can?.types.includes(kind.type));
  if (!can || !offered.length) return null;
  return (
    <>
      <Menu
        label={t('attach.label')}
        side="top"
        align="start"
        sections={[{ kind: 'actions', actions: offered.map(({ type, icon }) => ({ icon, label: t(`attach.${type}`), run: () => set_asked(type) })) }]}
        trigger={
          <button
            type="button"
            aria-label={t('attach.label')}
            className="inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-ink-faint hover:bg-hover hover:text-ink max-md:size-10"
          >
            <Plus aria-hidden className="size-5" strokeWidth={1.75} />
          </button>
        }
      />
      {asked && (
        <Suspense fallback={null}>
          <AttachDialog kind={asked} conversation={conversation} limits={can.limits} onClose={() => set_asked(null)} />
        </Suspense>
      )}
    </>
  );
}

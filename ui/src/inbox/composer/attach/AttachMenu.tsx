import { ContactRound, FileText, Image, Link, ListChecks, MapPin, MapPinned, MessageSquareReply, Mic, Plus, Sticker, type LucideIcon } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Capabilities, Conversation, SendMessage } from '@/api/types';
import { Menu } from '@/shared/Menu';

import { answer_to, quoted_from, use_answering } from '../../answering';
import { queue_message } from '../../outbox';
import type { FileKind } from './files';

const AttachDialog = lazy(() => import('./AttachDialog'));
const FileDialog = lazy(() => import('./FileDialog'));
const VoiceDialog = lazy(() => import('./VoiceDialog'));

export type Attachable = 'location' | 'contacts' | 'buttons' | 'list' | 'cta_url' | 'location_request';

const forms: readonly { type: Attachable; icon: LucideIcon }[] = [
  { type: 'location', icon: MapPin },
  { type: 'contacts', icon: ContactRound },
  { type: 'buttons', icon: MessageSquareReply },
  { type: 'list', icon: ListChecks },
  { type: 'cta_url', icon: Link },
  { type: 'location_request', icon: MapPinned },
];

const pickers = [
  { name: 'photo', type: 'image', icon: Image, wished: null, accept: 'image/jpeg,image/png,video/mp4,video/3gpp' },
  { name: 'document', type: 'document', icon: FileText, wished: 'document', accept: '' },
  { name: 'sticker', type: 'sticker', icon: Sticker, wished: 'sticker', accept: 'image/webp' },
] as const;

interface AttachMenuProps {
  conversation: Conversation;
  can: Capabilities;
  file: File | null; // pasted or dropped
  set_file: (file: File | null) => void;
}

// Everything but text that this number's provider can carry. The forms are fetched when one is asked for.
export function AttachMenu({ conversation, can, file, set_file }: AttachMenuProps) {
  const { t } = useTranslation();
  const [asked, set_asked] = useState<Attachable | 'voice' | null>(null);
  const [wished, set_wished] = useState<FileKind | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const answering = use_answering(conversation.id);
  const send = (body: SendMessage) => {
    queue_message(conversation.id, { ...body, ...(answering && { reply_to: answering.id }) }, answering && quoted_from(answering));
    answer_to(conversation.id, null);
    set_asked(null);
    set_file(null);
  };
  const pick = (picker: (typeof pickers)[number]) => {
    if (!input.current) return;
    set_wished(picker.wished);
    input.current.accept = picker.accept;
    input.current.click();
  };
  const files = pickers.filter((each) => can.types.includes(each.type)).map((each) => ({ icon: each.icon, label: t(`attach.${each.name}`), run: () => pick(each) }));
  const voice = can.types.includes('audio') ? [{ icon: Mic, label: t('attach.voice'), run: () => set_asked('voice') }] : [];
  const others = forms.filter((each) => can.types.includes(each.type)).map(({ type, icon }) => ({ icon, label: t(`attach.${type}`), run: () => set_asked(type) }));
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={(event) => {
          set_file(event.target.files?.[0] ?? null);
          event.target.value = '';
        }}
      />
      <Menu
        label={t('attach.label')}
        side="top"
        align="start"
        sections={[{ kind: 'actions' as const, actions: [...files, ...voice] }, { kind: 'actions' as const, actions: others }].filter(({ actions }) => actions.length)}
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
      <Suspense fallback={null}>
        {asked === 'voice' && <VoiceDialog send={send} onClose={() => set_asked(null)} />}
        {asked && asked !== 'voice' && <AttachDialog kind={asked} limits={can.limits} send={send} onClose={() => set_asked(null)} />}
        {file && <FileDialog file={file} wished={wished} can={can} send={send} onClose={() => set_file(null)} />}
      </Suspense>
    </>
  );
}

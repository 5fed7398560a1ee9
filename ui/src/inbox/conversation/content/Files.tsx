import { useTranslation } from 'react-i18next';

import { fetch_again } from '@/api/media';
import type { Message, MessageFile } from '@/api/types';
import { note } from '@/shared/toasts';

import { reason_of } from '../../outbox';
import { type_icon } from '../../type_icon';
import { AudioPlayer } from './AudioPlayer';
import { DocumentCard } from './DocumentCard';
import { file_url, sent_link, thumbnail_url } from './file_url';
import { Picture } from './Picture';

type Named = NonNullable<NonNullable<Message['content']>['media']>[number];

// The files of a message: shown when they are here, else what they are and why they are not.
export function Files({ message }: { message: Message }) {
  const named = message.content?.media ?? [];
  if (!named.length) return <Missing message={message} named={{}} file={undefined} />;
  return named.map((each, at) => <OneFile key={at} message={message} named={each} file={message.files?.[at]} />);
}

function OneFile({ message, named, file }: { message: Message; named: Named; file: MessageFile | undefined }) {
  const { t } = useTranslation();
  const url = file ? (file.state === 'ready' ? file_url(file) : null) : sent_link(named);
  if (!url) return <Missing message={message} named={named} file={file} />;
  const mime = file?.mime ?? named.mime ?? '';
  const size = file?.size_bytes ?? named.size_bytes;
  const name = named.filename || file?.name || t(`type.${message.type}`);
  const document = <DocumentCard url={url} name={name} mime={mime} size={size} />;
  if (!file?.inline || message.type === 'document') return document;
  const [kind] = mime.split('/');
  if (message.type === 'sticker') return <img src={url} alt={t('type.sticker')} width={144} height={144} className="size-36 object-contain" />;
  if (kind === 'image') {
    return <Picture url={url} thumbnail={file.has_thumbnail ? thumbnail_url(file) : url} width={file.width} height={file.height} label={message.text || t('type.image')} />;
  }
  if (kind === 'video') {
    return (
      // eslint-disable-next-line jsx-a11y/media-has-caption -- what customers film has no captions
      <video
        src={url}
        poster={file.has_thumbnail ? thumbnail_url(file) : undefined}
        controls
        preload="none"
        aria-label={t('type.video')}
        className="my-0.5 aspect-video max-h-80 w-72 max-w-full rounded-md bg-phone"
      />
    );
  }
  if (kind === 'audio') return <AudioPlayer url={url} waveform={file.waveform ?? []} duration_ms={file.duration_ms ?? null} voice={named.voice ?? false} />;
  return document;
}

// What it is while it is not here, why, and how to try again.
function Missing({ message, named, file }: { message: Message; named: Named; file: MessageFile | undefined }) {
  const { t } = useTranslation();
  const Icon = message.type === 'text' ? type_icon.document : type_icon[message.type];
  const state = file && { failed: t('message.file_failed'), removed: t('message.file_removed'), waiting: t('message.file_waiting'), fetching: t('message.file_waiting'), ready: '' }[file.state];
  const again = (id: string) => fetch_again(id).catch((error: unknown) => note(t('message.file_failed'), { kind: 'problem', detail: reason_of(error).message }));
  return (
    <span className="flex items-center gap-2.5 py-0.5">
      <span aria-hidden className={`inline-flex size-10 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent ${file?.state === 'waiting' ? 'animate-shimmer' : ''}`}>
        <Icon className="size-5" />
      </span>
      <span className="min-w-0 text-sm">
        <span className="wrap-text block font-medium">{named.filename || t(message.type === 'audio' && !named.voice ? 'message.audio_file' : `type.${message.type}`)}</span>
        {(state || named.mime) && <span className="block text-xs text-ink-soft">{state || named.mime}</span>}
        {file?.state === 'failed' && (
          <button type="button" onClick={() => void again(file.id)} className="text-xs font-medium text-accent hover:underline">
            {t('message.fetch_again')}
          </button>
        )}
      </span>
    </span>
  );
}

import { useTranslation } from 'react-i18next';

import type { Message, MessageFile } from '@/api/types';

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
  const url = file?.state === 'ready' ? file_url(file) : sent_link(named);
  const mime = file?.mime ?? named.mime ?? '';
  if (!url) return <Missing message={message} named={named} file={file} />;
  const type = message.type === 'buttons' ? (mime.startsWith('video/') ? 'video' : mime.startsWith('image/') || !mime ? 'image' : 'document') : message.type;
  if (!file && type !== 'document') return <DocumentCard url={url} name={named.filename ?? t(`type.${message.type}`)} mime={mime} size={named.size_bytes} />;
  switch (type) {
    case 'image':
      return <Picture url={url} thumbnail={file?.has_thumbnail ? thumbnail_url(file) : url} width={file?.width} height={file?.height} label={message.text || t('type.image')} />;
    case 'sticker':
      return <img src={url} alt={t('type.sticker')} width={144} height={144} className="size-36 object-contain" />;
    case 'video':
      return (
        // eslint-disable-next-line jsx-a11y/media-has-caption -- what customers film has no captions
        <video
          src={url}
          poster={file?.has_thumbnail ? thumbnail_url(file) : undefined}
          controls
          preload="none"
          aria-label={t('type.video')}
          className="my-0.5 aspect-video max-h-80 w-72 max-w-full rounded-md bg-phone"
        />
      );
    case 'audio':
      return <AudioPlayer url={url} waveform={file?.waveform ?? []} duration_ms={file?.duration_ms ?? null} voice={named.voice ?? false} />;
    default:
      return <DocumentCard url={url} name={named.filename ?? t('type.document')} mime={mime} size={file?.size_bytes ?? named.size_bytes} />;
  }
}

function Missing({ message, named, file }: { message: Message; named: Named; file: MessageFile | undefined }) {
  const { t } = useTranslation();
  const Icon = message.type === 'text' ? type_icon.document : type_icon[message.type];
  const state =
    file?.state === 'failed' ? t('message.file_failed') : file?.state === 'removed' ? t('message.file_removed') : t('message.file_waiting');
  const waiting = file?.state === 'waiting' || file?.state === 'fetching';
  return (
    <span className="flex items-center gap-2.5 py-0.5">
      <span aria-hidden className={`inline-flex size-10 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent ${waiting ? 'animate-shimmer' : ''}`}>
        <Icon className="size-5" />
      </span>
      <span className="min-w-0 text-sm">
        <span className="wrap-text block font-medium">{named.filename || t(message.type === 'audio' && named.voice === false ? 'message.audio_file' : `type.${message.type}`)}</span>
        {(file || named.mime) && <span className="block text-xs text-ink-soft">{file ? state : named.mime}</span>}
      </span>
    </span>
  );
}

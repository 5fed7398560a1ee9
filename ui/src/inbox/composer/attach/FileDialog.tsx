import { FileText, SendHorizontal } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { upload_file } from '@/api/media';
import type { Capabilities, SendMessage } from '@/api/types';
import { Button } from '@/shared/Button';
import { Modal } from '@/shared/Modal';

import { readable_size } from '../../conversation/content/DocumentCard';
import { reason_of } from '../../outbox';
import { broken_limit, captioned, file_message, kind_of, type FileKind } from './files';
import { Text } from './parts';

interface FileDialogProps {
  file: File;
  wished: FileKind | null;
  can: Capabilities;
  send: (body: SendMessage) => void;
  onClose: () => void;
}

// Shows what is about to go out, takes a caption, and uploads it. Too large is said before anything is uploaded.
export default function FileDialog({ file, wished, can, send, onClose }: FileDialogProps) {
  const { t, i18n } = useTranslation();
  const [caption, set_caption] = useState('');
  const [part, set_part] = useState<number | null>(null);
  const [problem, set_problem] = useState('');
  const kind = kind_of(file, can, wished);
  const limit = broken_limit(file, kind, can);
  const stop = useRef(new AbortController());
  const preview = useMemo(() => (kind === 'image' ? URL.createObjectURL(file) : null), [file, kind]);
  useEffect(() => () => void (preview && URL.revokeObjectURL(preview)), [preview]);
  const close = () => {
    stop.current.abort();
    onClose();
  };
  const submit = async () => {
    set_problem('');
    set_part(0);
    stop.current = new AbortController();
    try {
      const { id } = await upload_file(file, file.name, false, set_part, stop.current.signal);
      send(file_message(kind, id, file.name, caption.trim(), false));
    } catch (error) {
      const reason = reason_of(error);
      set_problem([reason.message, reason.next_step].filter(Boolean).join(' '));
      set_part(null);
    }
  };
  return (
    <Modal title={t(`attach.send_${kind}`)} open onClose={close}>
      <form
        className="space-y-3 pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {preview ? (
          <img src={preview} alt={file.name} className="mx-auto max-h-72 max-w-full rounded-md" />
        ) : (
          <p className="flex items-center gap-2 rounded-md bg-sunken p-3 text-sm">
            <FileText aria-hidden className="size-5 shrink-0 text-accent" />
            <span className="min-w-0 truncate font-medium">{file.name}</span>
          </p>
        )}
        <p className="text-xs text-ink-faint">{readable_size(file.size, i18n.language)}</p>
        {limit !== null && (
          <p role="alert" className="text-sm text-bad">
            {t('attach.too_large', { limit: readable_size(limit, i18n.language) })}
          </p>
        )}
        {captioned(kind, can) && <Text label={t('attach.caption')} value={caption} change={set_caption} most={can.limits.caption} />}
        {part !== null && <progress aria-label={t('attach.uploading')} value={part} max={1} className="w-full" />}
        {problem && (
          <p role="alert" className="text-sm text-bad">
            {problem}
          </p>
        )}
        <div className="flex justify-end">
          <Button type="submit" look="primary" disabled={limit !== null || part !== null || [...caption].length > can.limits.caption}>
            <SendHorizontal aria-hidden className="size-4" />
            {t('composer.send')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

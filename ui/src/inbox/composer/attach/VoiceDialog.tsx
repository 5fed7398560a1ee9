import { Mic, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { upload_file } from '@/api/media';
import type { SendMessage } from '@/api/types';
import { Button } from '@/shared/Button';
import { Modal } from '@/shared/Modal';

import { reason_of } from '../../outbox';
import { file_message } from './files';

// What WhatsApp takes as a voice message is recorded where the browser can; the server converts the rest.
const wanted = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'];

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export default function VoiceDialog({ send, onClose }: { send: (body: SendMessage) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [seconds, set_seconds] = useState(0);
  const [recorded, set_recorded] = useState<{ blob: Blob; url: string } | null>(null);
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState('');
  const recorder = useRef<MediaRecorder | null>(null);
  const stop = useRef(new AbortController());

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    const parts: Blob[] = [];
    const begin = async () => {
      const microphone = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
      if (gone) return microphone.getTracks().forEach((track) => track.stop());
      const mimeType = wanted.find((each) => MediaRecorder.isTypeSupported(each));
      const made = new MediaRecorder(microphone, { mimeType });
      recorder.current = made;
      made.ondataavailable = (event) => parts.push(event.data);
      made.onstop = () => {
        clearInterval(timer);
        microphone.getTracks().forEach((track) => track.stop());
        const blob = new Blob(parts, { type: made.mimeType });
        if (!gone) set_recorded({ blob, url: URL.createObjectURL(blob) });
      };
      made.start();
      timer = setInterval(() => set_seconds((now) => now + 1), 1000);
    };
    begin().catch(() => set_problem(t('attach.no_microphone')));
    const stopping = stop.current;
    return () => {
      gone = true;
      clearInterval(timer);
      stopping.abort();
      if (recorder.current?.state === 'recording') recorder.current.stop();
    };
  }, [t]);
  useEffect(() => () => void (recorded && URL.revokeObjectURL(recorded.url)), [recorded]);

  const submit = async () => {
    if (!recorded) return;
    set_busy(true);
    set_problem('');
    try {
      const { id } = await upload_file(recorded.blob, 'voice.ogg', true, () => undefined, stop.current.signal);
      send(file_message('audio', id, '', '', true));
    } catch (error) {
      const reason = reason_of(error);
      set_problem([reason.message, reason.next_step].filter(Boolean).join(' '));
      set_busy(false);
    }
  };
  return (
    <Modal title={t('attach.voice')} open onClose={onClose}>
      <div className="space-y-4 pt-4">
        {recorded ? (
          // eslint-disable-next-line jsx-a11y/media-has-caption -- what was said a moment ago
          <audio controls src={recorded.url} className="w-full" aria-label={t('attach.voice')} />
        ) : (
          <p role="status" className="flex items-center justify-center gap-2 text-lg">
            <Mic aria-hidden className={`size-6 text-bad ${seconds ? 'animate-shimmer' : ''}`} />
            <span className="tabular">{clock(seconds)}</span>
          </p>
        )}
        {problem && (
          <p role="alert" className="text-sm text-bad">
            {problem}
          </p>
        )}
        <div className="flex justify-end gap-2">
          {recorded ? (
            <Button look="primary" disabled={busy} onClick={() => void submit()}>
              {t('composer.send')}
            </Button>
          ) : (
            <Button look="primary" disabled={Boolean(problem)} onClick={() => recorder.current?.stop()}>
              <Square aria-hidden className="size-4" />
              {t('attach.stop')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

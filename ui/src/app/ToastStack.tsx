import * as Toast from '@radix-ui/react-toast';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { dismiss, use_notes } from '@/shared/toasts';

const with_action_ms = 5_000;
const plain_ms = 3_500;
const problem_ms = 9_000;

export default function ToastStack() {
  const { t } = useTranslation();
  return (
    <Toast.Provider swipeDirection="down" label={t('common.note')}>
      {use_notes().map((note) => (
        <Toast.Root
          key={note.id}
          duration={note.kind === 'problem' ? problem_ms : note.action ? with_action_ms : plain_ms}
          onOpenChange={(open) => !open && dismiss(note.id)}
          className="flex animate-rise items-center gap-3 rounded-lg bg-raised py-2 pr-2 pl-4 text-sm shadow-raised"
        >
          <div className="min-w-0 flex-1 py-0.5">
            <Toast.Title className={note.kind === 'problem' ? 'font-medium text-bad' : 'font-medium'}>{note.text}</Toast.Title>
            {note.detail && <Toast.Description className="text-xs text-ink-soft">{note.detail}</Toast.Description>}
          </div>
          {note.action && (
            <Toast.Action asChild altText={note.action.label}>
              <button
                type="button"
                onClick={note.action.run}
                className="h-8 rounded-md px-2.5 font-semibold text-accent hover:bg-hover"
              >
                {note.action.label}
              </button>
            </Toast.Action>
          )}
          <Toast.Close aria-label={t('common.close')} className="inline-flex size-8 items-center justify-center rounded-md text-ink-faint hover:bg-hover">
            <X aria-hidden className="size-4" />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport
        label={t('common.notes')}
        className="fixed bottom-4 left-1/2 z-50 flex w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 flex-col gap-2 outline-none max-md:bottom-20" />
    </Toast.Provider>
  );
}

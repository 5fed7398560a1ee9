import * as Dialog from '@radix-ui/react-dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ModalProps {
  title: string;
  open: boolean;
  onClose: () => void;
  bare?: boolean; // no heading in sight
  children: ReactNode;
}

// The veil is a plain element: Radix' own locks scrolling with an injected style tag, and this page never scrolls.
export function Modal({ title, open, onClose, bare = false, children }: ModalProps) {
  const { t } = useTranslation();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className={`fixed left-1/2 z-50 max-h-[85dvh] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-y-auto rounded-xl bg-raised shadow-raised outline-none ${bare ? 'top-[12dvh]' : 'top-[10dvh] p-5'}`}
        >
          <Dialog.Title className={bare ? 'sr-only' : 'pr-10 text-lg font-semibold'}>{title}</Dialog.Title>
          {!bare && (
            <Dialog.Close
              aria-label={t('common.close')}
              className="absolute top-4 right-4 inline-flex size-8 items-center justify-center rounded-md text-ink-soft hover:bg-hover"
            >
              <X aria-hidden className="size-4" />
            </Dialog.Close>
          )}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

import * as Popover from '@radix-ui/react-popover';
import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

import EmojiPicker from './EmojiPicker';

interface EmojiPopoverProps {
  insert: (emoji: string) => void;
  trigger: ReactElement;
}

export default function EmojiPopover({ insert, trigger }: EmojiPopoverProps) {
  const { t } = useTranslation();
  const [open, set_open] = useState(true);
  const picked = useRef(false); // then the focus goes into the text, not back to the button
  return (
    <Popover.Root open={open} onOpenChange={set_open}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Content
        side="top"
        align="start"
        sideOffset={8}
        collisionPadding={8}
        aria-label={t('emoji.label')}
        onOpenAutoFocus={() => (picked.current = false)}
        onCloseAutoFocus={(event) => picked.current && event.preventDefault()}
        className="z-40 h-72 w-80 max-w-[calc(100vw-1rem)] animate-rise overflow-y-auto rounded-lg bg-raised p-2 shadow-raised outline-none"
      >
        <EmojiPicker
          pick={(emoji) => {
            picked.current = true;
            set_open(false);
            insert(emoji);
          }}
        />
      </Popover.Content>
    </Popover.Root>
  );
}

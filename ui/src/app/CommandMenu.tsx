import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { Session } from '@/api/types';
import { Modal } from '@/shared/Modal';
import { plain } from '@/shared/plain';

import { leave } from './account';
import { use_commands } from './use_commands';

interface CommandMenuProps {
  session: Session;
  onClose: () => void;
}

export default function CommandMenu({ session, onClose }: CommandMenuProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = useId();
  const [words, set_words] = useState('');
  const [at, set_at] = useState(0);
  const sign_out = useMutation({ mutationFn: () => leave(queries), onSuccess: () => location.assign('/sign-in') });
  const all = use_commands(session, () => sign_out.mutate());
  const found = all.filter((command) => plain(words).split(' ').every((word) => plain(command.name).includes(word)));
  const chosen = Math.min(at, found.length - 1);

  const run = (index: number) => {
    onClose();
    // After the menu has given the focus back, so that a command may move it.
    setTimeout(() => found[index]?.run());
  };
  const on_key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      set_at((chosen + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  };

  return (
    <Modal title={t('commands.title')} open bare onClose={onClose}>
      <div className="flex items-center gap-2 border-b border-line px-4">
        <Search aria-hidden className="size-4 text-ink-faint" />
        <input
          // eslint-disable-next-line jsx-a11y/no-autofocus -- a menu opened by the person; the focus belongs in it
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={`${id}list`}
          aria-activedescendant={found.length ? `${id}${chosen}` : undefined}
          aria-label={t('commands.title')}
          placeholder={t('commands.placeholder')}
          value={words}
          onChange={(event) => {
            set_words(event.target.value);
            set_at(0);
          }}
          onKeyDown={on_key}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
        />
      </div>
      <div id={`${id}list`} role="listbox" aria-label={t('commands.title')} className="max-h-80 overflow-y-auto p-1.5">
        {found.map((command, index) => (
          // The keys are handled by the input, which keeps the focus (listbox pattern).
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={command.name}
            id={`${id}${index}`}
            role="option"
            aria-selected={index === chosen}
            ref={(node) => {
              if (index === chosen) node?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => run(index)}
            onPointerMove={() => set_at(index)}
            className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 text-sm aria-selected:bg-pressed max-md:min-h-11"
          >
            <command.icon aria-hidden className="size-4 text-ink-faint" />
            {command.name}
          </div>
        ))}
      </div>
      <p role="status" className={found.length ? 'sr-only' : 'px-4 py-6 text-center text-sm text-ink-faint'}>
        {found.length === 0 && t('commands.none')}
      </p>
    </Modal>
  );
}

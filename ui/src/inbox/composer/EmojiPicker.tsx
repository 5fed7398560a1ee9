import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { emoji_groups } from './emoji';

const columns = 8;

// A grid walked by the arrow keys; one stop for the tab key.
export default function EmojiPicker({ pick }: { pick: (emoji: string) => void }) {
  const { t } = useTranslation();
  const on_key = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (!step) return;
    const all = [...event.currentTarget.querySelectorAll('button')];
    const next = all[all.indexOf(event.target as HTMLButtonElement) + step];
    event.preventDefault();
    next?.focus();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- hears the arrows of the buttons inside
    <div onKeyDown={on_key}>
      {emoji_groups.map(({ name, emoji }, group) => (
        <section key={name} aria-label={t(`emoji.${name}`)}>
          <h3 className="px-1 py-1 text-xs font-medium text-ink-faint">{t(`emoji.${name}`)}</h3>
          <div className="grid grid-cols-8">
            {emoji.map((each, at) => (
              <button
                key={each}
                type="button"
                tabIndex={group === 0 && at === 0 ? 0 : -1}
                onClick={() => pick(each)}
                className="inline-flex aspect-square items-center justify-center rounded-md text-xl hover:bg-hover"
              >
                {each}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

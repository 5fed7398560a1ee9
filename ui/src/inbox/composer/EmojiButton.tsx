import { Smile } from 'lucide-react';
import { lazy, Suspense, useState, type ButtonHTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';

const load = () => import('./EmojiPopover');
const EmojiPopover = lazy(load);

// The picker is fetched when its button is about to be used.
export function EmojiButton({ insert }: { insert: (emoji: string) => void }) {
  const [wanted, set_wanted] = useState(false);
  const plain = (
    <EmojiTrigger
      aria-haspopup="dialog"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => set_wanted(true)}
    />
  );
  if (!wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <EmojiPopover insert={insert} trigger={<EmojiTrigger />} />
    </Suspense>
  );
}

function EmojiTrigger(props: ButtonHTMLAttributes<HTMLButtonElement>) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      aria-label={t('composer.emoji')}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-ink-faint hover:bg-hover hover:text-ink max-md:size-10"
      {...props}
    >
      <Smile aria-hidden className="size-5" strokeWidth={1.75} />
    </button>
  );
}

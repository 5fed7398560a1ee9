import type { LucideIcon } from 'lucide-react';
import { cloneElement, lazy, Suspense, useState, type ButtonHTMLAttributes, type KeyboardEvent, type MouseEvent, type ReactElement, type ReactNode } from 'react';

const load = () => import('./MenuLayer');
const MenuLayer = lazy(load);

export type MenuSection =
  | { kind: 'heading'; content: ReactNode }
  | {
      kind: 'choices';
      label: string;
      value: string;
      options: readonly { value: string; label: string }[];
      choose: (value: string) => void;
    }
  | { kind: 'check'; label: string; checked: boolean; change: (checked: boolean) => void }
  | { kind: 'actions'; actions: readonly { icon?: LucideIcon; label: string; run: () => void }[] };

export interface MenuProps {
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  label: string;
  sections: readonly MenuSection[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
}

// A menu that drops from a button. The menu itself is fetched when the button is about to be used.
export function Menu(props: MenuProps) {
  const [wanted, set_wanted] = useState<'by_keys' | 'by_pointer' | null>(null);
  const plain = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    // A click made by a key has no position.
    onClick: (event: MouseEvent) => set_wanted(event.detail === 0 ? 'by_keys' : 'by_pointer'),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      set_wanted('by_keys');
    },
  });
  if (!wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <MenuLayer {...props} opened_by_keys={wanted === 'by_keys'} />
    </Suspense>
  );
}

import type { LucideIcon } from 'lucide-react';
import { cloneElement, lazy, Suspense, useState, type ButtonHTMLAttributes, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';

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
  const [wanted, set_wanted] = useState(false);
  const open = () => set_wanted(true);
  const plain = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      open();
    },
  });
  if (!wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <MenuLayer {...props} />
    </Suspense>
  );
}

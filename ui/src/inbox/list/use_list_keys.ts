// Moving through the list by keys: j and k from anywhere, arrows, Home and End while a row has the focus.
import type { Virtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, RefObject } from 'react';

import type { Conversation } from '@/api/types';
import { use_keys } from '@/shared/use_keys';

const row_selector = 'a[data-conversation]';

export function use_list_keys(
  rows: readonly Conversation[],
  open_id: string | null,
  virtual: Virtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLDivElement | null>,
): (event: KeyboardEvent) => void {
  const focus_row = (index: number) => {
    const row = rows[index];
    if (!row) return;
    virtual.scrollToIndex(index);
    const find = () => scroller.current?.querySelector<HTMLElement>(`a[data-conversation="${row.id}"]`);
    const node = find();
    if (node) node.focus({ preventScroll: true });
    else requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
  };
  const here = (): number => {
    const focused = document.activeElement?.closest<HTMLElement>(row_selector)?.dataset.conversation;
    return rows.findIndex((row) => row.id === (focused ?? open_id));
  };
  const step = (by: number) => focus_row(Math.min(rows.length - 1, Math.max(0, here() + by)));

  use_keys({ j: () => step(1), k: () => step(-1) });

  return (event) => {
    const actions: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Home: () => focus_row(0),
      End: () => focus_row(rows.length - 1),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
}

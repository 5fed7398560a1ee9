import { cloneElement, type ReactElement } from 'react';

interface HintProps {
  text: string;
  shortcut?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactElement<object>;
}

// What a picture or a short word means, shown when it is pointed at or reached by keys. app/Hints draws it.
export function Hint({ text, shortcut, side, children }: HintProps) {
  return cloneElement(children, { 'data-hint': text, 'data-hint-key': shortcut, 'data-hint-side': side } as object);
}

import { useLayoutEffect, type RefObject } from 'react';

// A text field as tall as its text; its CSS says where that ends.
export function use_auto_height(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const node = field.current;
    if (!node) return;
    node.style.height = 'auto';
    node.style.height = `${node.scrollHeight}px`;
  }, [field, text]);
}

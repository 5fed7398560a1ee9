import { lazy, Suspense, useEffect, useState } from 'react';

const HintBubble = lazy(() => import('./HintBubble'));

const first_delay_ms = 450;
const following_delay_ms = 60;
const still_following_ms = 400;

// One tooltip for the whole application, over whatever carries `data-hint`. Loaded when the first one is wanted.
export function Hints() {
  const [target, set_target] = useState<HTMLElement | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hidden_at = 0;
    let shown = false;
    const hide = () => {
      clearTimeout(timer);
      if (shown) hidden_at = Date.now();
      shown = false;
      set_target(null);
    };
    const show = (event: Event) => {
      const node = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-hint]') : null;
      if (!node) return;
      if (event.type === 'focusin' && !node.matches(':focus-visible')) return;
      if (event instanceof PointerEvent && event.pointerType === 'touch') return;
      clearTimeout(timer);
      const delay = Date.now() - hidden_at < still_following_ms ? following_delay_ms : first_delay_ms;
      timer = setTimeout(() => {
        shown = node.isConnected;
        set_target(node.isConnected ? node : null);
      }, delay);
    };
    const on_key = (event: KeyboardEvent) => event.key !== 'Shift' && hide();
    const ways_in = ['pointerover', 'focusin'];
    const ways_out = ['pointerout', 'focusout', 'pointerdown', 'scroll'];
    for (const name of ways_in) document.addEventListener(name, show);
    for (const name of ways_out) document.addEventListener(name, hide, true);
    document.addEventListener('keydown', on_key, true);
    return () => {
      hide();
      for (const name of ways_in) document.removeEventListener(name, show);
      for (const name of ways_out) document.removeEventListener(name, hide, true);
      document.removeEventListener('keydown', on_key, true);
    };
  }, []);
  return <Suspense fallback={null}>{target && <HintBubble target={target} />}</Suspense>;
}

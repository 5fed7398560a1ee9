import { useEffect, useState } from 'react';

// True from the second picture after `begun`: until then a list has not reached the place it was scrolled to.
export function use_after_painting(begun: boolean): boolean {
  const [painted, set_painted] = useState(false);
  useEffect(() => {
    if (!begun) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => set_painted(true));
    });
    return () => cancelAnimationFrame(frame);
  }, [begun]);
  return painted;
}

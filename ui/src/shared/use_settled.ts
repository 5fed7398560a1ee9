import { useEffect, useState } from 'react';

// The value once it has stopped changing for a moment.
export function use_settled<T>(value: T, for_ms: number): T {
  const [settled, set_settled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set_settled(value), for_ms);
    return () => clearTimeout(timer);
  }, [value, for_ms]);
  return settled;
}

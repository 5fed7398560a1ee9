import { useSyncExternalStore } from 'react';

export const wide = '(min-width: 75rem)';
export const beyond_phone = '(min-width: 48rem)';

export const use_media = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );

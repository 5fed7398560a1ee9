import { lazy, Suspense, useEffect } from 'react';

import type { Session } from '@/api/types';
import { use_keys } from '@/shared/use_keys';

import { show_layer, use_layer } from '@/shared/layers';

const CommandMenu = lazy(() => import('./CommandMenu'));
const HelpDialog = lazy(() => import('./HelpDialog'));

// The command menu and the list of keys, reachable from every room.
export function Layers({ session }: { session: Session }) {
  const layer = use_layer();
  use_keys({ '?': () => show_layer('help') });
  useEffect(() => {
    const on_key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      show_layer('commands');
    };
    addEventListener('keydown', on_key);
    return () => removeEventListener('keydown', on_key);
  }, []);
  return (
    <Suspense fallback={null}>
      {layer === 'commands' && <CommandMenu session={session} onClose={() => show_layer(null)} />}
      {layer === 'help' && <HelpDialog onClose={() => show_layer(null)} />}
    </Suspense>
  );
}

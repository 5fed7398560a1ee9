import { lazy, Suspense, useEffect, useState } from 'react';

import { use_notes } from '@/shared/toasts';

const ToastStack = lazy(() => import('./ToastStack'));

// Loaded with the first note and then kept, so that notes can leave in peace.
export function Toasts() {
  const some = use_notes().length > 0;
  const [wanted, set_wanted] = useState(false);
  useEffect(() => {
    if (some) set_wanted(true);
  }, [some]);
  return <Suspense fallback={null}>{(some || wanted) && <ToastStack />}</Suspense>;
}

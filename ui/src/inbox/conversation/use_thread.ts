// The messages of one conversation: loads them when it is opened and after the stream began afresh.
import { useCallback, useEffect, useMemo, useState } from 'react';

import { use_connectivity } from '../live';
import { older_messages, open_thread } from '../loading';
import { lines as lines_of, type Line } from '../select';
import { use_inbox } from '../store';

interface ThreadOnScreen {
  lines: Line[] | undefined; // undefined until the newest page is here
  older: boolean; // there are more, further back
  failed: boolean;
  retry: () => void;
  load_older: () => void;
}

export function use_thread(id: string): ThreadOnScreen {
  const thread = use_inbox((state) => state.threads[id]);
  const outbox = use_inbox((state) => state.outbox);
  const epoch = use_inbox((state) => state.epoch);
  const connectivity = use_connectivity();
  const [failed, set_failed] = useState(false);
  const stale = thread?.epoch !== epoch;
  const load = useCallback(() => {
    set_failed(false);
    open_thread(id).catch(() => set_failed(true));
  }, [id]);
  useEffect(() => {
    if (stale) load();
  }, [stale, load, epoch, connectivity]);
  const lines = useMemo(() => thread && lines_of(thread.messages, outbox, id), [thread, outbox, id]);
  const load_older = useCallback(() => void older_messages(id).catch(() => undefined), [id]);
  return { lines, older: Boolean(thread?.older), failed, retry: load, load_older };
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { session_query } from '@/api/session';
import type { Session } from '@/api/types';
import { show_language } from '@/i18n';
import { start_inbox } from '@/inbox/live';

import { Layers } from './Layers';
import { Rail } from './Rail';

// Everything behind the sign-in: the rail, the room, and the realtime stream for as long as it is on the screen.
export function SignedIn() {
  const { data: session } = useSuspenseQuery(session_query);
  return session && <Started key={session.person.id} session={session} />;
}

function Started({ session }: { session: Session }) {
  const [started, set_started] = useState(false);
  useEffect(() => {
    const stop = start_inbox(session);
    set_started(true);
    return stop;
    // The session of the first moment counts: later ones only carry newer event numbers.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const { language } = session.person;
  useEffect(() => {
    if (language) void show_language(language);
  }, [language]);
  return (
    <div className="flex h-full flex-col-reverse md:flex-row">
      <Rail session={session} />
      <div className="min-h-0 min-w-0 flex-1">{started && <Outlet />}</div>
      <Layers session={session} />
    </div>
  );
}

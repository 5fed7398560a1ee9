// The rooms and their addresses. Each room is a chunk of its own.
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';

import { session_query } from '@/api/session';
import { Broken, NotFound } from '@/app/Broken';
import { SignedIn } from '@/app/SignedIn';
import { inbox_search } from '@/inbox/address';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ errorComponent: Broken, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox', replace: true });
  },
});

const sign_in = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { ended?: boolean; back?: string } => ({
    ended: search.ended === true || undefined,
    back: typeof search.back === 'string' && /^\/(?!\/)/.test(search.back) ? search.back : undefined,
  }),
  component: lazyRouteComponent(() => import('@/sign_in/SignInPage')),
});

const signed_in = createRoute({
  getParentRoute: () => root,
  id: 'signed_in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(session_query);
    if (!session) throw redirect({ to: '/sign-in', search: { back: location.pathname === '/inbox' ? undefined : location.href } });
  },
  component: SignedIn,
  errorComponent: Broken,
});

const inbox = createRoute({
  getParentRoute: () => signed_in,
  path: '/inbox',
  validateSearch: inbox_search,
  component: lazyRouteComponent(() => import('@/inbox/InboxPage')),
});

// The inbox draws its own conversation pane; the child is there for the address.
const conversation = createRoute({ getParentRoute: () => inbox, path: '$conversation_id' });

const sandbox = createRoute({
  getParentRoute: () => signed_in,
  path: '/sandbox',
  component: lazyRouteComponent(() => import('@/sandbox/SandboxPage')),
});

const tree = root.addChildren([home, sign_in, signed_in.addChildren([inbox.addChildren([conversation]), sandbox])]);

export const make_router = (queries: QueryClient) =>
  createRouter({ routeTree: tree, context: { queries }, defaultPreload: false, defaultPendingMs: 300 });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof make_router>;
  }
}

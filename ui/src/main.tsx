import './styles/app.css';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';

import { on_signed_out } from '@/api/client';
import { Refused } from '@/api/problem';
import { Hints } from '@/app/Hints';
import { Toasts } from '@/app/Toasts';
import { start_texts } from '@/i18n';

import { make_router } from './router';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (times, error) => !(error instanceof Refused) && times < 3,
      networkMode: 'always',
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always' },
  },
});
const router = make_router(queries);

on_signed_out(() => {
  if (location.pathname === '/sign-in') return;
  queries.setQueryData(['session'], null);
  void router.navigate({ to: '/sign-in', search: { ended: true } });
});

void start_texts().then(() => {
  createRoot(document.getElementById('root')!).render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
      <Toasts />
      <Hints />
    </QueryClientProvider>,
  );
});

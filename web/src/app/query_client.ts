// SPDX-License-Identifier: Apache-2.0
// How pages fetch and keep data: reads are tried again when the failure may pass, writes never by themselves.
import { QueryClient } from '@tanstack/react-query';
import { isPassing } from '@/api/problem';
import { onSessionChange, currentSession } from '@/api/session';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Long enough that going back shows a list as it was left.
      gcTime: 15 * 60_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});

// What one account saw is not for the next one.
let owner = '';
onSessionChange(() => {
  const session = currentSession();
  if (session.state === 'starting') return;
  const next = session.state === 'signed-in' ? session.user.id : '';
  if (owner !== next && owner !== '')
    queryClient.removeQueries({ predicate: (query) => query.meta?.own === true });
  if (owner !== next) void queryClient.invalidateQueries({ queryKey: ['cart'] });
  owner = next;
});

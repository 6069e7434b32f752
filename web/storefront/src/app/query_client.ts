// SPDX-License-Identifier: Apache-2.0
// How pages fetch and keep data: reads are tried again when the failure may pass, writes never by themselves.
import { QueryClient } from '@tanstack/react-query';
import { isPassing } from '@ecommerce/shared/api/problem';
import { onSessionChange, currentSession } from '@ecommerce/shared/api/session';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Long enough that going back shows a list as it was left.
      gcTime: 15 * 60_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      refetchOnWindowFocus: false,
      // A browser's word that it is offline is a guess; the try tells, and says so to the visitor.
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    // A deed is never kept to be done later behind the visitor's back.
    mutations: { retry: false, networkMode: 'always' },
  },
});

// What one account saw is not for the next one.
const CART = ['cart'];
let owner = '';
onSessionChange(() => {
  const session = currentSession();
  if (session.state === 'starting') return;
  const next = session.state === 'signed-in' ? session.user.id : '';
  if (owner === next) return;
  if (owner === '') void queryClient.invalidateQueries({ queryKey: CART });
  else {
    // Every page shows the cart, also a guest's, so it is read again; what else was own leaves with its pages.
    void queryClient.resetQueries({ queryKey: CART });
    queryClient.removeQueries({
      predicate: ({ meta, queryKey }) => meta?.own === true && queryKey[0] !== CART[0],
    });
  }
  owner = next;
});

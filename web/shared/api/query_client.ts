// SPDX-License-Identifier: Apache-2.0
// How pages fetch and keep data: reads are tried again when the failure may pass, writes never by themselves.
import { QueryClient } from '@tanstack/react-query';
import { isPassing } from './problem';

export function createQueryClient(): QueryClient {
  return new QueryClient({
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
      // An action is never kept to be done later behind the visitor's back.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

// SPDX-License-Identifier: Apache-2.0
// The words around a search: completions, what many search for, and what this visitor searched for.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useSession } from '@ecommerce/shared/api/session';
import { toast } from '@ecommerce/shared/ui/Toast';
import { forget, onRemembered, remembered } from './guest_history';

export type Suggestion = Schemas['Suggestion'];

const MINUTE = 60_000;
const AT_MOST = 10;
const HISTORY = ['search', 'history'];

// A suggestion helps, or is not there: nobody is told that one is missing.
const silent = { retry: false };

export function useSuggestions(prefix: string) {
  return useQuery({
    queryKey: ['search', 'suggestions', prefix],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/v1/search/suggestions', { params: { query: { prefix, limit: AT_MOST } }, signal }),
        )
      ).suggestions,
    enabled: prefix !== '',
    staleTime: MINUTE,
    // The list before stays until the next one is there.
    placeholderData: keepPreviousData,
    ...silent,
  });
}

export function useHotWords(enabled = true) {
  return useQuery({
    queryKey: ['search', 'hot-words'],
    queryFn: async ({ signal }) =>
      (
        await unwrap(api.GET('/v1/search/hot-words', { params: { query: { limit: AT_MOST } }, signal }))
      ).hotWords.map(({ text }) => text),
    enabled,
    staleTime: MINUTE,
    ...silent,
  });
}

export interface History {
  words: readonly string[];
  // One of them, or all.
  forget: (word?: string) => void;
}

// The account's, which the platform keeps, or a guest's, which the browser does.
export function useHistory(enabled: boolean): History {
  const signedIn = useSession().state === 'signed-in';
  const client = useQueryClient();
  const own = useQuery({
    queryKey: HISTORY,
    queryFn: async ({ signal }) =>
      (
        await unwrap(api.GET('/v1/search/history', { params: { query: { limit: AT_MOST } }, signal }))
      ).entries.map(({ text }) => text),
    enabled: enabled && signedIn,
    staleTime: 0,
    meta: { own: true },
    ...silent,
  });
  const clear = useMutation({
    mutationFn: (text: string) =>
      unwrap(api.DELETE('/v1/search/history', { params: { query: text === '' ? {} : { text } } })),
    onMutate: async (text) => {
      await client.cancelQueries({ queryKey: HISTORY });
      client.setQueryData<string[]>(HISTORY, (words = []) =>
        text === '' ? [] : words.filter((word) => word !== text),
      );
    },
    onError: (error) => toast.error(error),
    onSettled: () => client.invalidateQueries({ queryKey: HISTORY }),
  });
  const guest = useSyncExternalStore(onRemembered, remembered);
  return signedIn
    ? { words: own.data ?? [], forget: (word = '') => clear.mutate(word) }
    : { words: guest, forget };
}

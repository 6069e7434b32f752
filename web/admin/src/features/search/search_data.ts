// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';

export type SynonymGroup = Schemas['SynonymGroup'];
export type MissedWord = Schemas['MissedWord'];

const MISSED = 200;

export function useSynonyms() {
  return useQuery({
    queryKey: ['search', 'synonyms'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/admin/search-synonyms', { signal }))).groups,
  });
}

export function useMissedWords() {
  return useQuery({
    queryKey: ['search', 'missed'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/v1/admin/search-misses', { params: { query: { limit: MISSED } }, signal })))
        .words,
  });
}

// `id` is empty for a new group; the key makes pressing twice one group.
export function putSynonyms(id: string, words: string[], key: string) {
  return unwrap(
    api.POST('/v1/admin/search-synonyms', {
      params: { header: { 'Idempotency-Key': key } },
      body: { words, ...(id !== '' && { id }) },
    }),
  );
}

export function deleteSynonyms(id: string) {
  return unwrap(api.DELETE('/v1/admin/search-synonyms/{id}', { params: { path: { id } } }));
}

// SPDX-License-Identifier: Apache-2.0
// Questions about a product and their answers.
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';

const QUESTIONS = ['questions'];

export function useQuestions(productId: string) {
  return useInfiniteQuery({
    queryKey: [...QUESTIONS, 'of', productId],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/v1/products/{productId}/questions', {
          params: { path: { productId }, query: { pageSize: 5, ...(pageParam && { pageToken: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    select: (data) => data.pages.flatMap((page) => page.questions),
    staleTime: 60_000,
  });
}

// All answers of a question, where its list shows the first ones alone.
export function useAnswers(questionId: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...QUESTIONS, 'answers', questionId],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/v1/questions/{questionId}/answers', {
          params: { path: { questionId }, query: { ...(pageParam && { pageToken: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    select: (data) => data.pages.flatMap((page) => page.answers),
    enabled,
  });
}

export function useAsk(productId: string) {
  const client = useQueryClient();
  const keys = useKeyring();
  return useMutation({
    mutationFn: (body: { text: string; anonymous: boolean }) =>
      unwrap(
        api.POST('/v1/products/{productId}/questions', {
          params: { path: { productId }, header: { 'Idempotency-Key': keys.keyFor(body) } },
          body,
        }),
      ),
    onSuccess: () => keys.renew(),
    onSettled: () => client.invalidateQueries({ queryKey: QUESTIONS }),
  });
}

export function useAnswer(id: string) {
  const client = useQueryClient();
  const keys = useKeyring();
  return useMutation({
    mutationFn: (body: { text: string; anonymous: boolean }) =>
      unwrap(
        api.POST('/v1/questions/{id}:answer', {
          params: { path: { id }, header: { 'Idempotency-Key': keys.keyFor(body) } },
          body,
        }),
      ),
    onSuccess: () => keys.renew(),
    onSettled: () => client.invalidateQueries({ queryKey: QUESTIONS }),
  });
}

// SPDX-License-Identifier: Apache-2.0
// What buyers said of the shop's products, and what the shop says to it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Page } from '@ecommerce/console/list/useRows';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { WAITING } from '@/entities/todo/todo_data';

export type Review = Schemas['Review'];
export type Question = Schemas['Question'];

export const FEEDBACK = ['feedback'];

export async function readReviews(query: {
  stars: number;
  unreplied: boolean;
  pageSize: number;
  pageToken: string;
}): Promise<Page<Review>> {
  const page = await unwrap(api.GET('/v1/shop/reviews', { params: { query } }));
  return { rows: page.reviews, nextToken: page.nextPageToken };
}

export async function readQuestions(query: {
  unanswered: boolean;
  pageSize: number;
  pageToken: string;
}): Promise<Page<Question>> {
  const page = await unwrap(api.GET('/v1/shop/questions', { params: { query } }));
  return { rows: page.questions, nextToken: page.nextPageToken };
}

interface Said {
  id: string;
  text: string;
}

function useSay(say: (said: Said, key: string) => Promise<unknown>) {
  const client = useQueryClient();
  const keys = useKeyring();
  return useMutation({
    mutationFn: (said: Said) => say(said, keys.keyFor(said)),
    onSuccess: () => keys.renew(),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: FEEDBACK }),
        client.invalidateQueries({ queryKey: WAITING }),
      ]),
  });
}

export function useReply() {
  return useSay(({ id, text }, key) =>
    unwrap(
      api.POST('/v1/reviews/{id}:reply', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { text },
      }),
    ),
  );
}

export function useAnswer() {
  return useSay(({ id, text }, key) =>
    unwrap(
      api.POST('/v1/questions/{id}:answer', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { text },
      }),
    ),
  );
}

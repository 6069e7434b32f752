// SPDX-License-Identifier: Apache-2.0
// What waits for the shop: the overview and the navigation show it.
import { useQuery } from '@tanstack/react-query';
import type { Waiting } from '@ecommerce/console/overview/Tiles';
import { api, unwrap } from '@ecommerce/shared/api/client';

// Looked for again once a minute while the page is seen.
const LOOK_EVERY = 60_000;
// Lists have no count: so many are looked at, and "more than" is said beyond.
const LOOKED_AT = 100;

export const WAITING = ['todo'];

export function useOrderCounts() {
  return useQuery({
    queryKey: [...WAITING, 'orders'],
    queryFn: ({ signal }) => unwrap(api.GET('/v1/shop/orders:count', { signal })),
    select: ({ counts }) =>
      new Map(counts.map(({ status, count, capped }) => [status, { count: Number(count), capped }])),
    refetchInterval: LOOK_EVERY,
  });
}

export function useUnrepliedReviews() {
  return useQuery({
    queryKey: [...WAITING, 'reviews'],
    queryFn: async ({ signal }): Promise<Waiting> => {
      const query = { unreplied: true, pageSize: LOOKED_AT };
      const page = await unwrap(api.GET('/v1/shop/reviews', { params: { query }, signal }));
      return { count: page.reviews.length, capped: page.nextPageToken !== '' };
    },
    refetchInterval: LOOK_EVERY,
  });
}

export function useUnansweredQuestions() {
  return useQuery({
    queryKey: [...WAITING, 'questions'],
    queryFn: async ({ signal }): Promise<Waiting> => {
      const query = { unanswered: true, pageSize: LOOKED_AT };
      const page = await unwrap(api.GET('/v1/shop/questions', { params: { query }, signal }));
      return { count: page.questions.length, capped: page.nextPageToken !== '' };
    },
    refetchInterval: LOOK_EVERY,
  });
}

export function useRejectedProducts() {
  return useQuery({
    queryKey: [...WAITING, 'rejected'],
    queryFn: async ({ signal }): Promise<Waiting> => {
      const query = { state: 'PRODUCT_STATE_REJECTED' as const, pageSize: LOOKED_AT };
      const page = await unwrap(api.GET('/v1/shop/products', { params: { query }, signal }));
      return { count: page.products.length, capped: page.nextPageToken !== '' };
    },
    refetchInterval: LOOK_EVERY,
  });
}

// Of the shop's own box of messages.
export function useUnreadMessages() {
  return useQuery({
    queryKey: [...WAITING, 'messages'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/notifications:countUnread', { params: { query: { box: 'BOX_SHOP' } }, signal })),
    select: ({ counts }): Waiting => ({
      count: counts.reduce((sum, { count }) => sum + count, 0),
      capped: false,
    }),
    refetchInterval: LOOK_EVERY,
  });
}

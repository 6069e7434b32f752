// SPDX-License-Identifier: Apache-2.0
// Reviews and ratings as the platform tells them.
import { useInfiniteQuery, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';

export type Review = Schemas['Review'];
export type Rating = Schemas['Rating'];
export type ProductRating = Schemas['ProductRating'];

const MINUTE = 60_000;
const REVIEWS = ['reviews'];
const MINE = [...REVIEWS, 'mine'];
const AT_ONCE = 24;

export function useRatingSummary(productId: string) {
  return useQuery({
    queryKey: [...REVIEWS, 'summary', productId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/v1/products/{productId}/reviews:summary', { params: { path: { productId } }, signal }),
      ),
    staleTime: MINUTE,
  });
}

// Ratings of the products of a list, by product; asked for a few at a time, so that a list that grows asks for its
// new part alone. A list is whole without them.
export function useRatings(productIds: readonly string[]): ReadonlyMap<string, ProductRating> {
  const parts: string[][] = [];
  for (let at = 0; at < productIds.length; at += AT_ONCE) parts.push(productIds.slice(at, at + AT_ONCE));
  return useQueries({
    queries: parts.map((part) => ({
      queryKey: [...REVIEWS, 'ratings', part],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await unwrap(api.GET('/v1/ratings:batchGet', { params: { query: { productIds: part } }, signal })))
          .ratings,
      staleTime: 5 * MINUTE,
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data = [] }) => data).map((rating) => [rating.productId, rating])),
  });
}

// What a list shows fits all of these.
export interface ReviewFilter {
  withPictures?: true;
  stars?: number;
  tagId?: string;
  skuId?: string;
}
export const REVIEW_SORTS = ['helpful', 'newest', 'rating'] as const;
export type ReviewSort = (typeof REVIEW_SORTS)[number];

export function useReviews(productId: string, filter: ReviewFilter, sort: ReviewSort) {
  const query = {
    ...filter,
    orderBy: sort,
    pageSize: 10,
  };
  return useInfiniteQuery({
    queryKey: [...REVIEWS, 'list', productId, query],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/v1/products/{productId}/reviews', {
          params: { path: { productId }, query: { ...query, ...(pageParam && { pageToken: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    select: (data) => data.pages.flatMap((page) => page.reviews),
    staleTime: MINUTE,
  });
}

// Which of these the reader found helpful.
export function useMyLikes(reviewIds: readonly string[], enabled: boolean) {
  return useQuery({
    queryKey: [...MINE, 'likes', reviewIds],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/v1/users/me/review-likes', {
            params: { query: { reviewIds: reviewIds.slice(-100) } },
            signal,
          }),
        )
      ).reviewIds,
    enabled: enabled && reviewIds.length > 0,
    meta: { own: true },
  });
}

export function useLike() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, undo }: { id: string; undo: boolean }) =>
      unwrap(api.POST('/v1/reviews/{id}:like', { params: { path: { id } }, body: { undo } })),
    onSuccess: () => client.invalidateQueries({ queryKey: [...MINE, 'likes'] }),
  });
}

export function useReport() {
  const keys = useKeyring();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; reason: Schemas['ReportReason']; text: string }) =>
      unwrap(
        api.POST('/v1/reviews/{id}:report', {
          params: { path: { id }, header: { 'Idempotency-Key': keys.keyFor({ id, ...body }) } },
          body,
        }),
      ),
    onSuccess: () => keys.renew(),
  });
}

export function useMyReviews(pending: boolean) {
  return useInfiniteQuery({
    queryKey: [...MINE, pending ? 'pending' : 'written'],
    queryFn: ({ signal, pageParam }) => {
      const options = { params: { query: { pageSize: 10, pageToken: pageParam } }, signal };
      return unwrap(
        pending ? api.GET('/v1/users/me/reviews:pending', options) : api.GET('/v1/users/me/reviews', options),
      );
    },
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    select: (data) => data.pages.flatMap((page) => page.reviews),
    meta: { own: true },
  });
}

const one = (id: string) => [...MINE, 'one', id];

export function useMyReview(id: string) {
  return useQuery({
    queryKey: one(id),
    queryFn: async ({ signal }) =>
      present(
        (await unwrap(api.GET('/v1/users/me/reviews/{id}', { params: { path: { id } }, signal }))).review,
      ),
    enabled: id !== '',
    meta: { own: true },
  });
}

function present(review: Review | undefined): Review {
  if (!review) throw new Error('a reply without its review');
  return review;
}

export interface Opinion {
  goodsStars: number;
  logisticsStars: number;
  serviceStars: number;
  text: string;
  pictures: Schemas['Picture'][];
  anonymous: boolean;
}

// Afterwards the review is as the reply says, and every list and rating is read again.
function useReviewMutation<Input>(change: (input: Input, key: string) => Promise<{ review?: Review }>) {
  const client = useQueryClient();
  const keys = useKeyring();
  return useMutation({
    mutationFn: async (input: Input) => present((await change(input, keys.keyFor(input))).review),
    onSuccess: (review) => {
      keys.renew();
      client.setQueryData(one(review.id), review);
    },
    onSettled: () => client.invalidateQueries({ queryKey: REVIEWS }),
  });
}

// Writes what is awaited, or changes what was written.
export function useSaveReview(review: Review) {
  return useReviewMutation((opinion: Opinion, key) =>
    review.state === 'REVIEW_STATE_AWAITED'
      ? unwrap(
          api.POST('/v1/reviews', {
            params: { header: { 'Idempotency-Key': key } },
            body: { orderNo: review.orderNo, lineNo: review.lineNo, ...opinion },
          }),
        )
      : unwrap(
          api.PATCH('/v1/reviews/{id}', {
            params: { path: { id: review.id } },
            body: { etag: review.etag, ...opinion },
          }),
        ),
  );
}

export function useFollowUp(id: string) {
  return useReviewMutation((body: { text: string; pictures: Schemas['Picture'][] }, key) =>
    unwrap(
      api.POST('/v1/reviews/{id}:followUp', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    ),
  );
}

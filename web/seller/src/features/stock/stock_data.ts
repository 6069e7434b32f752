// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { oneProduct, useProductsChanged } from '@/entities/product/product_data';

const MOVEMENTS = ['stock', 'movements'];

export function useMovements(skuId: string) {
  return useInfiniteQuery({
    queryKey: [...MOVEMENTS, skuId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/skus/{id}/movements', {
          params: { path: { id: skuId }, query: { pageSize: 20, pageToken: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
}

export function useAdjust(productId: string, skuId: string) {
  const client = useQueryClient();
  const changed = useProductsChanged();
  const keys = useKeyring();
  return useMutation({
    mutationFn: (body: { delta: string; reason: string }) =>
      unwrap(
        api.POST('/v1/skus/{id}:adjustStock', {
          params: { path: { id: skuId }, header: { 'Idempotency-Key': keys.keyFor(body) } },
          body,
        }),
      ),
    onSuccess: async () => {
      keys.renew();
      await Promise.all([
        client.invalidateQueries({ queryKey: oneProduct(productId) }),
        client.invalidateQueries({ queryKey: [...MOVEMENTS, skuId] }),
        changed(),
      ]);
    },
  });
}

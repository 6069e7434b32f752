// SPDX-License-Identifier: Apache-2.0
// What a product's page reads of its own.
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';

export function productQuery(id: string) {
  return queryOptions({
    queryKey: ['product', 'one', id],
    queryFn: async ({ signal }) => {
      const { product } = await unwrap(api.GET('/v1/products/{id}', { params: { path: { id } }, signal }));
      if (!product) throw new Error('a reply without its product');
      return product;
    },
  });
}

export function useProduct(id: string) {
  return useQuery({ ...productQuery(id), enabled: id !== '' });
}

// An empty province is the shop's own.
export function useFreight(parcel: { skuId: string; quantity: number; province: string }, enabled: boolean) {
  return useQuery({
    queryKey: ['product', 'freight', parcel],
    queryFn: ({ signal }) => unwrap(api.GET('/v1/freight:estimate', { params: { query: parcel }, signal })),
    placeholderData: keepPreviousData,
    enabled: enabled && parcel.skuId !== '',
  });
}

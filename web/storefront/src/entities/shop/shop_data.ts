// SPDX-License-Identifier: Apache-2.0
// Shops as everybody sees them.
import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';

export type Shop = Schemas['Shop'];

export function useShop(id: string) {
  return useQuery({
    queryKey: ['shops', id],
    queryFn: async ({ signal }) => {
      const { shop } = await unwrap(api.GET('/v1/shops/{id}', { params: { path: { id } }, signal }));
      if (!shop) throw new Error('a reply without its shop');
      return shop;
    },
    staleTime: 5 * 60_000,
  });
}

export function useNewestShops(pageSize: number, enabled: boolean) {
  return useQuery({
    queryKey: ['shops', 'newest', pageSize],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/v1/shops', { params: { query: { pageSize } }, signal }))).shops,
    staleTime: 5 * 60_000,
    enabled,
  });
}

// "广东省 佛山市"; cities that are provinces are named once.
export function placeOf({ province, city }: Pick<Shop, 'province' | 'city'>): string {
  return [...new Set([province, city])].filter(Boolean).join(' ');
}

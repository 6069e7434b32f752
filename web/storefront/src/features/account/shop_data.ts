// SPDX-License-Identifier: Apache-2.0
// The caller's shop, or the application for one.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { hasReason } from '@ecommerce/shared/api/problem';

export type ManagedShop = Schemas['ManagedShop'];
export type ShopApplication = Required<Schemas['ApplyForShopRequest']>;

const MY_SHOP = ['my-shop'];

// null where there is none.
export function useMyShop() {
  return useQuery({
    queryKey: MY_SHOP,
    queryFn: async ({ signal }) => {
      try {
        return (await unwrap(api.GET('/v1/users/me/shop', { signal }))).shop ?? null;
      } catch (error) {
        if (hasReason(error, 'NOT_FOUND')) return null;
        throw error;
      }
    },
    // Somebody who comes back to the tab wants to know whether it is decided.
    refetchOnWindowFocus: 'always',
    meta: { own: true },
  });
}

export function useApplyForShop() {
  const keys = useKeyring();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (application: ShopApplication) =>
      unwrap(
        api.POST('/v1/users/me/shop', {
          body: application,
          params: { header: { 'Idempotency-Key': keys.keyFor(application) } },
        }),
      ),
    onSuccess: ({ shop }) => {
      keys.renew();
      client.setQueryData(MY_SHOP, shop ?? null);
    },
    onError: (error) => {
      if (hasReason(error, 'SHOP_EXISTS')) void client.invalidateQueries({ queryKey: MY_SHOP });
    },
  });
}

// SPDX-License-Identifier: Apache-2.0
// The quote of a checkout, and placing the order once.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { CART, tellCartChanged } from '@/entities/cart/cart_data';
import { ORDERS } from '@/entities/order/orders_data';
import { formatItems, type Wanted } from './checkout_items';
import { isRefusal, type orderOf, type Quote } from './checkout_state';

const QUOTES = ['checkout', 'quote'];

// Prices and stock as they are now; anew for each address, with the old quote shown meanwhile. An empty
// address is the default one.
export function useQuote({ items }: Wanted, addressId: string) {
  return useQuery({
    queryKey: [...QUOTES, items ? formatItems(items) : 'cart', addressId],
    enabled: items?.length !== 0,
    queryFn: async ({ signal }): Promise<Quote> => {
      const body = { ...(items && { items }), ...(addressId !== '' && { addressId }) };
      const { quote } = await unwrap(api.POST('/v1/checkout:preview', { body, signal }));
      if (!quote) throw new Error('a reply without its quote');
      return quote;
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: true,
    meta: { own: true },
  });
}

// The same choices are the same order, however often they are sent.
export function usePlaceOrder() {
  const client = useQueryClient();
  const keys = useKeyring();
  return useMutation({
    mutationFn: (order: ReturnType<typeof orderOf>) =>
      unwrap(
        api.POST('/v1/checkout', {
          body: order,
          params: { header: { 'Idempotency-Key': keys.keyFor(order) } },
        }),
      ),
    onSuccess: () => {
      tellCartChanged();
      void client.invalidateQueries({ queryKey: CART });
      void client.invalidateQueries({ queryKey: ORDERS });
    },
    onError: (error) => {
      if (!isRefusal(error)) return;
      keys.renew();
      void client.invalidateQueries({ queryKey: QUOTES });
      // What was in the cart may have been bought in another tab.
      void client.invalidateQueries({ queryKey: CART });
    },
  });
}

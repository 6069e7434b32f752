// SPDX-License-Identifier: Apache-2.0
// The cart of an account or a guest, as one cached query; every change answers with the whole cart.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/api/client';
import { keepGuestToken } from '@/api/guest';
import { useKeyring } from '@/api/idempotency';

export type Cart = Schemas['Cart'];
export type CartLine = Schemas['CartLine'];

const CART = ['cart', 'lines'];
const COUNT = ['cart', 'count'];

export function useCart() {
  return useQuery({
    queryKey: CART,
    queryFn: async ({ signal }) => kept((await unwrap(api.GET('/v1/cart', { signal }))).cart),
    staleTime: 0,
    meta: { own: true },
  });
}

// How many lines there are, for the badge.
export function useCartCount(): number {
  const { data } = useQuery({
    queryKey: COUNT,
    queryFn: ({ signal }) => unwrap(api.GET('/v1/cart:count', { signal })),
    meta: { own: true },
  });
  return data?.lineCount ?? 0;
}

function kept(cart: Cart | undefined): Cart {
  if (!cart) throw new Error('a reply without its cart');
  keepGuestToken(cart.guestToken);
  return cart;
}

function useCartMutation<Input>(change: (input: Input) => Promise<{ cart?: Cart }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: Input) => kept((await change(input)).cart),
    onSuccess: (cart) => {
      client.setQueryData(CART, cart);
      client.setQueryData(COUNT, { lineCount: cart.lineCount, quantity: 0 });
    },
  });
}

export interface NewLine {
  skuId: string;
  quantity: number;
}

// Each press is a deed of its own; a press that failed on the way is the same deed when pressed again.
export function useAddToCart() {
  const keys = useKeyring();
  return useCartMutation(async (line: NewLine) => {
    const reply = await unwrap(
      api.POST('/v1/cart/items', {
        body: line,
        params: { header: { 'Idempotency-Key': keys.keyFor(line) } },
      }),
    );
    keys.renew();
    return reply;
  });
}

export function useAddManyToCart() {
  const keys = useKeyring();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (items: NewLine[]) =>
      unwrap(
        api.POST('/v1/cart/items:batchAdd', {
          body: { items },
          params: { header: { 'Idempotency-Key': keys.keyFor(items) } },
        }),
      ),
    onSuccess: (reply) => {
      keys.renew();
      client.setQueryData(CART, kept(reply.cart));
      void client.invalidateQueries({ queryKey: COUNT });
    },
  });
}

export function useUpdateLine() {
  return useCartMutation(({ skuId, ...change }: { skuId: string; quantity?: number; selected?: boolean }) =>
    unwrap(api.PATCH('/v1/cart/items/{skuId}', { params: { path: { skuId } }, body: change })),
  );
}

export function useRemoveLine() {
  return useCartMutation((skuId: string) =>
    unwrap(api.DELETE('/v1/cart/items/{skuId}', { params: { path: { skuId } } })),
  );
}

export function useSelectLines() {
  return useCartMutation((change: { skuIds: string[]; selected: boolean }) =>
    unwrap(api.POST('/v1/cart/items:select', { body: change })),
  );
}

export function useClearCart() {
  return useCartMutation((offShelfOnly: boolean) =>
    unwrap(api.DELETE('/v1/cart', { params: { query: { offShelfOnly } } })),
  );
}

// SPDX-License-Identifier: Apache-2.0
// The cart of an account or a guest, as one cached query; every change answers with the whole cart. Changes are sent
// one after the other and shown at once; one that fails is taken back, and says so.
import {
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { openChannel } from '@ecommerce/shared/api/channel';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { toast } from '@ecommerce/shared/ui/Toast';
import { changed, type CartChange, type CartInputs } from './cart_changes';
import { tellLeftOut } from './left_out';

export type Cart = Schemas['Cart'];
export type CartLine = Schemas['CartLine'];

// What all queries of the cart begin with.
export const CART = ['cart'];
const LINES = [...CART, 'lines'];
const COUNT = [...CART, 'count'];
const CHANGE = [...CART, 'change'];
// Replies come in the order of the changes.
const scope = { id: 'cart' };

// The same cart is shown in other tabs, its badge at least: they read it again.
const tabs = openChannel('cart');

export function tellCartChanged(): void {
  tabs?.postMessage('changed');
}

export function followOtherTabs(client: QueryClient): void {
  tabs?.addEventListener('message', () => void client.invalidateQueries({ queryKey: CART }));
}

// The cart as it will be when all changes under way have been answered.
export function useCart() {
  const query = useQuery({
    queryKey: LINES,
    queryFn: async ({ signal }) => kept((await unwrap(api.GET('/v1/cart', { signal }))).cart),
    staleTime: 0,
    meta: { own: true },
  });
  const changes = useMutationState({
    filters: { mutationKey: CHANGE, status: 'pending' },
    select: ({ options, state }) =>
      ({ kind: options.mutationKey?.[CHANGE.length], input: state.variables }) as CartChange,
  });
  const { data } = query;
  const shown = useMemo(() => data && changes.reduce(changed, data), [data, changes]);
  return { ...query, data: shown };
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
  tellLeftOut(cart.leftOut);
  return cart;
}

function useKeepCart() {
  const client = useQueryClient();
  return async (cart: Cart) => {
    // A read under way may be from before the change.
    await client.cancelQueries({ queryKey: LINES });
    client.setQueryData(LINES, cart);
    tellCartChanged();
    client.setQueryData(COUNT, {
      lineCount: cart.lineCount,
      quantity: cart.shops.flatMap(({ lines }) => lines).reduce((units, line) => units + line.quantity, 0),
    });
  };
}

function useCartChange<Kind extends keyof CartInputs>(
  kind: Kind,
  change: (input: CartInputs[Kind]) => Promise<{ cart?: Cart }>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...CHANGE, kind],
    scope,
    mutationFn: async (input: CartInputs[Kind]) => kept((await change(input)).cart),
    onSuccess: useKeepCart(),
    onError: (error) => {
      toast.error(error);
      void client.invalidateQueries({ queryKey: LINES });
    },
  });
}

export interface NewLine {
  skuId: string;
  quantity: number;
}

// Each press is an action of its own; one that failed on the way is the same action when pressed again.
export function useAddToCart() {
  const keys = useKeyring();
  const keep = useKeepCart();
  return useMutation({
    scope,
    mutationFn: async (line: NewLine) => {
      const reply = await unwrap(
        api.POST('/v1/cart/items', {
          body: line,
          params: { header: { 'Idempotency-Key': keys.keyFor(line) } },
        }),
      );
      keys.renew();
      return kept(reply.cart);
    },
    onSuccess: keep,
  });
}

export function useAddManyToCart() {
  const keys = useKeyring();
  const keep = useKeepCart();
  return useMutation({
    scope,
    mutationFn: (items: NewLine[]) =>
      unwrap(
        api.POST('/v1/cart/items:batchAdd', {
          body: { items },
          params: { header: { 'Idempotency-Key': keys.keyFor(items) } },
        }),
      ),
    onSuccess: async (reply) => {
      keys.renew();
      await keep(kept(reply.cart));
    },
  });
}

export function useUpdateLine() {
  return useCartChange('update', ({ skuId, ...change }) =>
    unwrap(api.PATCH('/v1/cart/items/{skuId}', { params: { path: { skuId } }, body: change })),
  );
}

export function useRemoveLine() {
  return useCartChange('remove', (skuId) =>
    unwrap(api.DELETE('/v1/cart/items/{skuId}', { params: { path: { skuId } } })),
  );
}

export function useSelectLines() {
  return useCartChange('select', (change) => unwrap(api.POST('/v1/cart/items:select', { body: change })));
}

export function useRemoveLines() {
  return useCartChange('removeMany', (skuIds) =>
    unwrap(api.POST('/v1/cart/items:batchRemove', { body: { skuIds } })),
  );
}

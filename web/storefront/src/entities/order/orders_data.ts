// SPDX-License-Identifier: Apache-2.0
// The buyer's orders: lists by tab and words, one order, and what can be done about it.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { platformNow } from '@ecommerce/shared/api/clock';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { useAddManyToCart } from '@/entities/cart/cart_data';
import { badgesOf, statusOfTab, type Order, type OrderItem, type Tab } from './order_status';

export const ORDERS = ['orders'];
const LISTS = [...ORDERS, 'list'];
const COUNTS = [...ORDERS, 'count'];
const one = (orderNo: string) => [...ORDERS, 'one', orderNo];
const PAGE_SIZE = 10;

// All, or those that the words find: of products, of the shop, or the beginning of a number.
export function useOrders(tab: Tab, words: string) {
  return useInfiniteQuery({
    queryKey: [...LISTS, tab, words],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const status = statusOfTab(tab);
      const page = { pageSize: PAGE_SIZE, pageToken: pageParam };
      if (words !== '') {
        const query = { ...page, 'filter.query': words, ...(status && { 'filter.statuses': [status] }) };
        return unwrap(api.GET('/v1/search/orders', { params: { query }, signal }));
      }
      const query = { ...page, ...(status && { status }) };
      return unwrap(api.GET('/v1/orders', { params: { query }, signal }));
    },
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    meta: { own: true },
  });
}

export function useOrderBadges() {
  return useQuery({
    queryKey: COUNTS,
    queryFn: ({ signal }) => unwrap(api.GET('/v1/orders:count', { signal })),
    select: ({ counts }) => badgesOf(counts),
    meta: { own: true },
  });
}

function present(order: Order | undefined): Order {
  if (!order) throw new Error('a reply without its order');
  return order;
}

// Asks again while a deadline has passed and the platform has not closed the order yet, and while money is on its way.
function overdue(order: Order | undefined): number | false {
  if (order?.status === 'ORDER_STATUS_REFUNDING') return 5000;
  const due = order?.status === 'ORDER_STATUS_PENDING_PAYMENT' ? order.payBefore : undefined;
  return due !== undefined && Date.parse(due) < platformNow() ? 3000 : false;
}

export function useOrder(orderNo: string, enabled = true) {
  return useQuery({
    queryKey: one(orderNo),
    enabled,
    queryFn: async ({ signal }) =>
      present(
        (await unwrap(api.GET('/v1/orders/{orderNo}', { params: { path: { orderNo } }, signal }))).order,
      ),
    refetchInterval: ({ state }) => overdue(state.data),
    meta: { own: true },
  });
}

// Afterwards the order is as the reply says, and lists are read again.
function useOrderMutation<Input extends { orderNo: string }>(
  change: (input: Input, key: string) => Promise<{ order?: Order }>,
) {
  const client = useQueryClient();
  const keys = useKeyring();
  return useMutation({
    mutationFn: async (input: Input) => present((await change(input, keys.keyFor(input))).order),
    onSuccess: (order) => {
      keys.renew();
      client.setQueryData(one(order.orderNo), order);
    },
    // A refusal, too, tells that what the page shows is old.
    onSettled: () => client.invalidateQueries({ queryKey: ORDERS }),
  });
}

export function useCancelOrder() {
  return useOrderMutation(({ orderNo, reason }: { orderNo: string; reason: string }, key) =>
    unwrap(
      api.POST('/v1/orders/{orderNo}:cancel', {
        params: { path: { orderNo }, header: { 'Idempotency-Key': key } },
        body: { reason },
      }),
    ),
  );
}

export function useConfirmReceipt() {
  return useOrderMutation(({ orderNo }: { orderNo: string }, key) =>
    unwrap(
      api.POST('/v1/orders/{orderNo}:confirmReceipt', {
        params: { path: { orderNo }, header: { 'Idempotency-Key': key } },
        body: {} as never,
      }),
    ),
  );
}

export function useUpdateOrder() {
  return useOrderMutation(({ orderNo, ...change }: { orderNo: string; addressId?: string; note?: string }) =>
    unwrap(api.PATCH('/v1/orders/{orderNo}', { params: { path: { orderNo } }, body: change })),
  );
}

// The orders that one payment pays, found among the latest; older payments' orders stay numbers.
export function useOrdersOfPayment(paymentId: string) {
  return useQuery({
    queryKey: [...ORDERS, 'payment', paymentId],
    queryFn: async ({ signal }) => {
      const reply = await unwrap(api.GET('/v1/orders', { params: { query: { pageSize: 20 } }, signal }));
      return reply.orders.filter((order) => order.paymentId === paymentId);
    },
    meta: { own: true },
  });
}

export interface BoughtBefore {
  orderNo: string;
  items: OrderItem[];
  // More than `items` where a list shows the first ones alone.
  itemCount: number;
}

export interface BuyAgainResult {
  added: number;
  skipped: OrderItem[];
}

// Puts the goods of an order, or of several, into the cart once more.
export function useBuyAgain() {
  const client = useQueryClient();
  const addMany = useAddManyToCart();
  const wholeOf = async ({ orderNo, items, itemCount }: BoughtBefore): Promise<OrderItem[]> => {
    if (items.length >= itemCount) return items;
    const reply = await client.fetchQuery({
      queryKey: one(orderNo),
      queryFn: () =>
        unwrap(api.GET('/v1/orders/{orderNo}', { params: { path: { orderNo } } })).then((r) =>
          present(r.order),
        ),
      staleTime: 60_000,
      meta: { own: true },
    });
    return reply.items;
  };
  return useMutation({
    mutationFn: async (orders: BoughtBefore[]): Promise<BuyAgainResult> => {
      const items = (await Promise.all(orders.map(wholeOf))).flat();
      const reply = await addMany.mutateAsync(items.map(({ skuId, quantity }) => ({ skuId, quantity })));
      const skipped = items.filter(({ skuId }) => reply.skippedSkuIds.includes(skuId));
      return { added: items.length - skipped.length, skipped };
    },
  });
}

// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '@ecommerce/console/list/useRows';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { ApiError } from '@ecommerce/shared/api/problem';
import { apiStatus, type Order, type OrderSummary } from '@/entities/order/order';
import { WAITING } from '@/entities/todo/todo_data';

export const ORDERS = ['orders'];

export async function readOrders(query: {
  status: string;
  orderNo: string;
  pageSize: number;
  pageToken: string;
}): Promise<Page<OrderSummary>> {
  const { status: name, ...rest } = query;
  const status = apiStatus(name);
  const page = await unwrap(
    api.GET('/v1/shop/orders', { params: { query: { ...rest, ...(status && { status }) } } }),
  );
  return { rows: page.orders, nextToken: page.nextPageToken };
}

function present(order: Order | undefined): Order {
  if (!order) throw new ApiError({ status: 0, reason: 'MALFORMED_REPLY' });
  return order;
}

export async function readOrder(orderNo: string): Promise<Order> {
  const reply = await unwrap(api.GET('/v1/shop/orders/{orderNo}', { params: { path: { orderNo } } }));
  return present(reply.order);
}

export function useOrder(orderNo: string) {
  return useQuery({ queryKey: [...ORDERS, 'one', orderNo], queryFn: () => readOrder(orderNo) });
}

// Afterwards the order is as the reply says, and lists and counts are read again.
function useOrderMutation<Input>(change: (input: Input, key: string) => Promise<{ order?: Order }>) {
  const client = useQueryClient();
  const keys = useKeyring();
  return useMutation({
    mutationFn: async (input: Input) => present((await change(input, keys.keyFor(input))).order),
    onSuccess: (order) => {
      keys.renew();
      client.setQueryData([...ORDERS, 'one', order.orderNo], order);
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ORDERS }),
        client.invalidateQueries({ queryKey: WAITING }),
      ]),
  });
}

export interface Parcel {
  orderNo: string;
  carrier: string;
  trackingNo: string;
}

export function shipOrder({ orderNo, ...body }: Parcel, key: string) {
  return unwrap(
    api.POST('/v1/shop/orders/{orderNo}:ship', {
      params: { path: { orderNo }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
}

export function useShip() {
  return useOrderMutation(shipOrder);
}

export function useDecline() {
  return useOrderMutation(({ orderNo, reason }: { orderNo: string; reason: string }, key) =>
    unwrap(
      api.POST('/v1/shop/orders/{orderNo}:decline', {
        params: { path: { orderNo }, header: { 'Idempotency-Key': key } },
        body: { reason },
      }),
    ),
  );
}

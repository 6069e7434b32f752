// SPDX-License-Identifier: Apache-2.0
// One payment, as it is now and as it changes, and what its buyer can do about it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { platformNow } from '@ecommerce/shared/api/clock';
import { follow } from '@ecommerce/shared/api/follow';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { asEvents, watch } from '@ecommerce/shared/api/watch';
import { ORDERS } from '@/entities/order/orders_data';
import { isMoving, viewOf, type Payment } from './payment_state';

const keyOf = (id: string) => ['payments', id];

function present(payment: Payment | undefined): Payment {
  if (!payment) throw new Error('a reply without its payment');
  return payment;
}

// The deadline has passed, but the platform has not closed it yet.
function overdue(payment: Payment | undefined): boolean {
  const due = payment && viewOf(payment) === 'open' ? payment.expiresAt : undefined;
  return due !== undefined && Date.parse(due) < platformNow();
}

export function usePayment(id: string) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) =>
      present((await unwrap(api.GET('/v1/payments/{id}', { params: { path: { id } }, signal }))).payment),
    // What an earlier visit left is not news.
    staleTime: 0,
    // Should the stream be down just then.
    refetchInterval: ({ state }) => (overdue(state.data) ? 5000 : false),
    meta: { own: true },
  });
  const moving = query.data !== undefined && isMoving(query.data);
  useEffect(() => {
    if (!moving) return;
    const current = () => client.getQueryData<Payment>(keyOf(id));
    const controller = new AbortController();
    void follow(
      {
        connect: (heard, signal) =>
          watch(
            api.GET('/v1/payments/{id}:watch', { ...asEvents, params: { path: { id } }, signal }),
            (news) => {
              heard();
              client.setQueryData(keyOf(id), present((news as { payment?: Payment }).payment));
            },
          ),
        goesOn: () => {
          const payment = current();
          return payment !== undefined && isMoving(payment);
        },
        lastLook: () => void client.invalidateQueries({ queryKey: keyOf(id) }),
      },
      controller.signal,
    );
    return () => controller.abort();
  }, [client, id, moving]);

  // Lists of orders follow their payment.
  const status = query.data?.status;
  const before = useRef(status);
  useEffect(() => {
    if (before.current !== undefined && before.current !== status) {
      void client.invalidateQueries({ queryKey: ORDERS });
    }
    before.current = status;
  }, [client, status]);
  return query;
}

export function usePay(id: string) {
  const keys = useKeyring();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (paymentMethod: string) => {
      const body = { returnPath: `/payments/${id}`, paymentMethod };
      const key = keys.keyFor(body);
      const params = { path: { id }, header: { 'Idempotency-Key': key } };
      return unwrap(api.POST('/v1/payments/{id}:pay', { params, body }));
    },
    onSuccess: () => keys.renew(),
    onError: () => client.invalidateQueries({ queryKey: keyOf(id) }),
  });
}

export function useCancelPayment(id: string) {
  const keys = useKeyring();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const params = { path: { id }, header: { 'Idempotency-Key': keys.keyFor('cancel') } };
      return present((await unwrap(api.POST('/v1/payments/{id}:cancel', { params, body: {} }))).payment);
    },
    onSuccess: (payment) => client.setQueryData(keyOf(id), payment),
    onError: () => client.invalidateQueries({ queryKey: keyOf(id) }),
  });
}

// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { formatMoney } from '@ecommerce/shared/i18n/format';
import { useDecide } from '@/entities/decision/useDecide';

export type Order = Schemas['Order'];
export type OrderSummary = Schemas['OrderSummary'];

export const STATUSES = [
  'PENDING_PAYMENT',
  'PAID',
  'SHIPPED',
  'COMPLETED',
  'CANCELLED',
  'REFUNDING',
  'REFUNDED',
] as const;

const REASON_LENGTH = 200;
// Shorter beginnings of a number name too many orders.
const NUMBER_MIN = 12;

// What people paste as a number, without spaces and signs that no number has.
export function cleanOrderNo(typed: string): string {
  return typed.replace(/[^0-9A-Za-z-]/g, '').slice(0, 40);
}

export function isTooShort(orderNo: string): boolean {
  return orderNo !== '' && orderNo.length < NUMBER_MIN;
}

export async function readOrders(query: {
  status: (typeof STATUSES)[number] | undefined;
  orderNo: string;
  userId: string;
  shopId: string;
  pageSize: number;
  pageToken: string;
}) {
  const { status, orderNo, userId, shopId, pageSize, pageToken } = query;
  const page = await unwrap(
    api.GET('/v1/admin/orders', {
      params: {
        query: {
          pageSize,
          pageToken,
          ...(status && { status: `ORDER_STATUS_${status}` as const }),
          ...(orderNo !== '' && { orderNo }),
          ...(userId !== '' && { userId }),
          ...(shopId !== '' && { shopId }),
        },
      },
    }),
  );
  return { rows: page.orders, nextToken: page.nextPageToken };
}

export function useOrder(orderNo: string) {
  return useQuery({
    queryKey: ['orders', 'one', orderNo],
    queryFn: async ({ signal }) => {
      const { order } = await unwrap(
        api.GET('/v1/admin/orders/{orderNo}', { params: { path: { orderNo } }, signal }),
      );
      if (!order) throw new Error('a reply without its order');
      return order;
    },
  });
}

export function useOrderDecisions({ orderNo, paymentId, total }: Order) {
  const { t } = useTranslation('orders');
  const decide = useDecide();
  const keys = useKeyring();
  const why = { label: t('reason'), maxLength: REASON_LENGTH };
  return {
    refund: () =>
      decide({
        title: t('refundTitle', { no: orderNo }),
        text: t('refundText', { amount: total && formatMoney(total) }),
        action: t('refund'),
        danger: true,
        reason: why,
        done: t('refundDone', { no: orderNo }),
        run: (reason) =>
          unwrap(
            api.POST('/v1/admin/orders/{orderNo}:refund', {
              params: {
                path: { orderNo },
                header: { 'Idempotency-Key': keys.keyFor(['refund', orderNo, reason]) },
              },
              body: { reason },
            }),
          ),
      }),
    cancel: () =>
      decide({
        title: t('cancelTitle', { no: orderNo }),
        text: t('cancelText'),
        action: t('cancel'),
        danger: true,
        reason: why,
        done: t('cancelDone', { no: orderNo }),
        run: (reason) =>
          unwrap(
            api.POST('/v1/payments/{id}:cancel', {
              params: {
                path: { id: paymentId },
                header: { 'Idempotency-Key': keys.keyFor(['cancel', paymentId, reason]) },
              },
              body: { reason },
            }),
          ),
      }),
  };
}

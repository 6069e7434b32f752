// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { useDecide } from '@/entities/decision/useDecide';

export type PaymentRecord = Schemas['PaymentRecord'];
export type Refund = Schemas['Refund'];

export const PAYMENT_STATUSES = [
  'PENDING',
  'PROCESSING',
  'SUCCEEDED',
  'CLOSED',
  'REFUNDING',
  'REFUNDED',
] as const;
export const REFUND_STATUSES = ['REQUESTED', 'DONE', 'FAILED'] as const;

// What an order's number may consist of.
export function cleanNumber(typed: string): string {
  return typed.replace(/[^0-9A-Za-z-]/g, '').slice(0, 40);
}

export async function readPayments(query: {
  status: (typeof PAYMENT_STATUSES)[number] | undefined;
  orderNo: string;
  shopId: string;
  pageSize: number;
  pageToken: string;
}) {
  const { status, shopId, ...rest } = query;
  const page = await unwrap(
    api.GET('/v1/payments', {
      params: {
        query: {
          ...rest,
          ...(status && { status: `PAYMENT_STATUS_${status}` as const }),
          ...(shopId !== '' && { shopId }),
        },
      },
    }),
  );
  return { rows: page.payments, nextToken: page.nextPageToken };
}

export async function readRefunds(query: {
  status: (typeof REFUND_STATUSES)[number] | undefined;
  orderNo: string;
  pageSize: number;
  pageToken: string;
}) {
  const { status, ...rest } = query;
  const page = await unwrap(
    api.GET('/v1/admin/refunds', {
      params: { query: { ...rest, ...(status && { status: `REFUND_STATUS_${status}` as const }) } },
    }),
  );
  return { rows: page.refunds, nextToken: page.nextPageToken };
}

export function useRetryRefund() {
  const { t } = useTranslation('payments');
  const decide = useDecide();
  const keys = useKeyring();
  return ({ refundId, failedAttempts }: Refund) =>
    decide({
      title: t('retryTitle', { id: refundId }),
      text: t('retryText'),
      action: t('retry'),
      done: t('retried', { id: refundId }),
      run: () =>
        unwrap(
          api.POST('/v1/admin/refunds/{refundId}:retry', {
            params: {
              path: { refundId },
              // One that failed again is another try.
              header: { 'Idempotency-Key': keys.keyFor([refundId, failedAttempts]) },
            },
          }),
        ),
    });
}

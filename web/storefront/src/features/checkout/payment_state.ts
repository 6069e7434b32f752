// SPDX-License-Identifier: Apache-2.0
// What a payment's status means to its buyer, and the way to the cashier.
import type { Schemas } from '@ecommerce/shared/api/client';

export type Payment = Schemas['Payment'];

export type PaymentView = 'open' | 'paid' | 'closed' | 'refunding' | 'refunded';

const views: Record<Schemas['PaymentStatus'], PaymentView> = {
  PAYMENT_STATUS_UNSPECIFIED: 'open',
  PAYMENT_STATUS_PENDING: 'open',
  PAYMENT_STATUS_PROCESSING: 'open',
  PAYMENT_STATUS_SUCCEEDED: 'paid',
  PAYMENT_STATUS_CLOSED: 'closed',
  // Its orders tell which of them go back.
  PAYMENT_STATUS_PARTLY_REFUNDED: 'paid',
  PAYMENT_STATUS_REFUNDING: 'refunding',
  PAYMENT_STATUS_REFUNDED: 'refunded',
};

export function viewOf(payment: Pick<Payment, 'status'>): PaymentView {
  return views[payment.status];
}

// Whether anything more will happen to it soon.
export function isMoving(payment: Pick<Payment, 'status'>): boolean {
  const view = viewOf(payment);
  return view === 'open' || view === 'refunding';
}

// Where the browser goes to pay. The sandbox's cashier is one of our own gateway's pages, which the buyer may reach
// under another name than the platform knows itself by.
export function cashierAddress(cashierUrl: string, origin: string): string {
  const url = new URL(cashierUrl, origin);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error('not an address of a cashier');
  return url.pathname.startsWith('/sandbox/') ? url.pathname + url.search : url.href;
}

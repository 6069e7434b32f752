// SPDX-License-Identifier: Apache-2.0
// What an order's status means to the shop.
import type { Schemas } from '@ecommerce/shared/api/client';
import type { Tone } from '@ecommerce/shared/ui/Tag';

export type Order = Schemas['Order'];
export type OrderSummary = Schemas['OrderSummary'];
export type OrderItem = Schemas['OrderItem'];

// As addresses and texts name them, in the order of an order's life.
export const statuses = [
  'PENDING_PAYMENT',
  'PAID',
  'SHIPPED',
  'COMPLETED',
  'CANCELLED',
  'REFUNDING',
  'REFUNDED',
] as const;
export type Status = (typeof statuses)[number];

export function statusOf(status: Schemas['OrderStatus']): Status {
  return statuses.find((name) => `ORDER_STATUS_${name}` === status) ?? 'PENDING_PAYMENT';
}

// Nothing for what names none.
export function apiStatus(text: string): Schemas['OrderStatus'] | undefined {
  const status = statuses.find((name) => name === text);
  return status && `ORDER_STATUS_${status}`;
}

export const tones: Record<Status, Tone> = {
  PENDING_PAYMENT: 'neutral',
  PAID: 'primary',
  SHIPPED: 'info',
  COMPLETED: 'success',
  CANCELLED: 'neutral',
  REFUNDING: 'warning',
  REFUNDED: 'neutral',
};

// What people paste as a number, without spaces and signs that no number has.
export function cleanOrderNo(typed: string): string {
  return typed.replace(/[^0-9A-Za-z-]/g, '').slice(0, 40);
}

export const TRACKING_NO = /^[0-9A-Za-z-]{4,40}$/;

// SPDX-License-Identifier: Apache-2.0
// What a status means to a buyer: its name, its tone, the tab it is found under, and the steps of an order.
import type { Schemas } from '@ecommerce/shared/api/client';
import type { Tone } from '@ecommerce/shared/ui/Tag';

export type Order = Schemas['Order'];
export type OrderSummary = Schemas['OrderSummary'];
export type OrderItem = Schemas['OrderItem'];
type ApiStatus = Schemas['OrderStatus'];

export type Status = 'unpaid' | 'paid' | 'shipped' | 'completed' | 'cancelled' | 'refunding' | 'refunded';

const statuses: Record<Status, ApiStatus> = {
  unpaid: 'ORDER_STATUS_PENDING_PAYMENT',
  paid: 'ORDER_STATUS_PAID',
  shipped: 'ORDER_STATUS_SHIPPED',
  completed: 'ORDER_STATUS_COMPLETED',
  cancelled: 'ORDER_STATUS_CANCELLED',
  refunding: 'ORDER_STATUS_REFUNDING',
  refunded: 'ORDER_STATUS_REFUNDED',
};

export function statusOf(status: ApiStatus): Status {
  const found = (Object.keys(statuses) as Status[]).find((name) => statuses[name] === status);
  return found ?? 'paid';
}

export const tones: Record<Status, Tone> = {
  unpaid: 'primary',
  paid: 'info',
  shipped: 'info',
  completed: 'success',
  cancelled: 'neutral',
  refunding: 'warning',
  refunded: 'neutral',
};

// The tabs of the list, as `?status=` names them; the first is all.
export const tabs = ['all', 'unpaid', 'paid', 'shipped', 'completed', 'cancelled'] as const;
export type Tab = (typeof tabs)[number];

export function tabFrom(parameter: string | null): Tab {
  return tabs.find((tab) => tab === parameter) ?? 'all';
}

export function statusOfTab(tab: Tab): ApiStatus | undefined {
  return tab === 'all' ? undefined : statuses[tab];
}

// Numbers for the tabs where the buyer, or the shop, has something to do.
export function badgesOf(counts: Schemas['OrderStatusCount'][]): Partial<Record<Tab, number>> {
  const count = (tab: 'unpaid' | 'paid' | 'shipped') =>
    Number(counts.find(({ status }) => status === statuses[tab])?.count ?? 0);
  return { unpaid: count('unpaid'), paid: count('paid'), shipped: count('shipped') };
}

// What a list or page does about an order, first to last; the last is the one that leads on.
const buttons = {
  ORDER_ACTION_CANCEL: 'cancel',
  ORDER_ACTION_BUY_AGAIN: 'buyAgain',
  ORDER_ACTION_CONFIRM_RECEIPT: 'confirm',
  ORDER_ACTION_PAY: 'pay',
} as const;
export type OrderButton = (typeof buttons)[keyof typeof buttons];

export function buttonsOf(allowed: readonly Schemas['OrderAction'][]): OrderButton[] {
  return (Object.keys(buttons) as (keyof typeof buttons)[])
    .filter((action) => allowed.includes(action))
    .map((action) => buttons[action]);
}

export function leadsOn(button: OrderButton): boolean {
  return button === 'pay' || button === 'confirm';
}

export interface Step {
  status: Status;
  // Not set for a step that is still to come.
  at?: string;
  // Who made it, where that is worth saying.
  actor?: 'customer' | 'seller' | 'admin' | 'system';
  reason?: string;
}

const actors: Partial<Record<Schemas['OrderActor'], Step['actor']>> = {
  ORDER_ACTOR_CUSTOMER: 'customer',
  ORDER_ACTOR_SELLER: 'seller',
  ORDER_ACTOR_ADMIN: 'admin',
  ORDER_ACTOR_SYSTEM: 'system',
};

const ahead: Partial<Record<Status, Status[]>> = {
  unpaid: ['paid', 'shipped', 'completed'],
  paid: ['shipped', 'completed'],
  shipped: ['completed'],
  refunding: ['refunded'],
};

// What happened, oldest first, and what normally follows.
export function stepsOf(order: Pick<Order, 'status' | 'timeline' | 'refundedAt'>): Step[] {
  const past = order.timeline.map((move): Step => {
    const status = statusOf(move.toStatus);
    // The buyer places orders, the platform notes payments and the shop ships: that goes without saying.
    const plain = status === 'unpaid' || status === 'paid' || status === 'shipped';
    const actor = plain ? undefined : actors[move.actor];
    return {
      status,
      ...(move.movedAt && { at: move.movedAt }),
      ...(actor && { actor }),
      ...(move.reason && { reason: move.reason }),
    };
  });
  const status = statusOf(order.status);
  // Money that came after the order was over went back without moving the order.
  if (order.refundedAt && status === 'cancelled') past.push({ status: 'refunded', at: order.refundedAt });
  return [...past, ...(ahead[status] ?? []).map((next): Step => ({ status: next }))];
}

// How long the shop may still take: until its promise, or longer than that; nothing where it owes no parcel.
export function promiseOf(
  order: Pick<Order, 'status' | 'shipBefore'>,
  now: number,
): 'kept' | 'broken' | undefined {
  if (statusOf(order.status) !== 'paid' || !order.shipBefore) return undefined;
  return Date.parse(order.shipBefore) > now ? 'kept' : 'broken';
}

// What cancelling means for money: nothing was paid, or it comes back.
export function givesBack(order: Pick<Order, 'status'>): boolean {
  return statusOf(order.status) === 'paid';
}

// Reasons that the platform itself gives; all others are somebody's own words.
const reasons = {
  'It was not paid in time.': 'reasonNotPaid',
  'Nothing was heard for a while, so it has arrived.': 'reasonArrived',
  'The orders were over before the payment came.': 'reasonLate',
  'It was paid after it had been closed.': 'reasonLate',
  'The orders are paid by another payment.': 'reasonPaidTwice',
  'The bank declined.': 'reasonDeclined',
  'It was not shipped in time.': 'reasonNotShipped',
  'The shop was closed.': 'reasonShopClosed',
  "The buyer's account was closed.": 'reasonAccountClosed',
} as const;

export function knownReason(text: string): (typeof reasons)[keyof typeof reasons] | undefined {
  return (reasons as Record<string, (typeof reasons)[keyof typeof reasons]>)[text];
}

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import {
  badgesOf,
  buttonsOf,
  givesBack,
  knownReason,
  promiseOf,
  statusOf,
  statusOfTab,
  stepsOf,
  tabFrom,
} from './order_status';

const placed = {
  fromStatus: 'ORDER_STATUS_UNSPECIFIED',
  toStatus: 'ORDER_STATUS_PENDING_PAYMENT',
  movedAt: '2026-11-01T08:00:00Z',
  actor: 'ORDER_ACTOR_CUSTOMER',
  actorUserId: '1',
  reason: '',
} as const;
const paid = {
  ...placed,
  fromStatus: 'ORDER_STATUS_PENDING_PAYMENT',
  toStatus: 'ORDER_STATUS_PAID',
  movedAt: '2026-11-01T08:01:00Z',
  actor: 'ORDER_ACTOR_SYSTEM',
} as const;
const cancelled = {
  ...paid,
  toStatus: 'ORDER_STATUS_CANCELLED',
  reason: 'It was not paid in time.',
} as const;

describe('tabs', () => {
  it('read their name from the address and fall back to all', () => {
    expect(tabFrom('shipped')).toBe('shipped');
    expect(tabFrom('nonsense')).toBe('all');
    expect(tabFrom(null)).toBe('all');
  });

  it('filter by a status, all of them by none', () => {
    expect(statusOfTab('unpaid')).toBe('ORDER_STATUS_PENDING_PAYMENT');
    expect(statusOfTab('all')).toBeUndefined();
  });

  it('have numbers where something is to be done', () => {
    expect(
      badgesOf([
        { status: 'ORDER_STATUS_PAID', count: '4', capped: false },
        { status: 'ORDER_STATUS_COMPLETED', count: '31', capped: false },
      ]),
    ).toEqual({ unpaid: 0, paid: 4, shipped: 0 });
  });
});

describe('buttons', () => {
  it('are those that the platform allows, the one that leads on last', () => {
    expect(buttonsOf(['ORDER_ACTION_PAY', 'ORDER_ACTION_CANCEL', 'ORDER_ACTION_CHANGE_NOTE'])).toEqual([
      'cancel',
      'pay',
    ]);
    expect(buttonsOf([])).toEqual([]);
  });
});

describe('steps', () => {
  it('go on with what normally follows', () => {
    const steps = stepsOf({ status: 'ORDER_STATUS_PAID', timeline: [placed, paid] });
    expect(steps.map(({ status, at }) => [status, at !== undefined])).toEqual([
      ['unpaid', true],
      ['paid', true],
      ['shipped', false],
      ['completed', false],
    ]);
  });

  it('say who made them where that is not plain', () => {
    const shipped = { ...paid, toStatus: 'ORDER_STATUS_SHIPPED', actor: 'ORDER_ACTOR_SELLER' } as const;
    const steps = stepsOf({ status: 'ORDER_STATUS_SHIPPED', timeline: [placed, paid, shipped] });
    expect(steps.map(({ actor }) => actor)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('end with the cancellation and its reason', () => {
    const steps = stepsOf({ status: 'ORDER_STATUS_CANCELLED', timeline: [placed, cancelled] });
    expect(steps.at(-1)).toEqual({
      status: 'cancelled',
      at: cancelled.movedAt,
      actor: 'system',
      reason: 'It was not paid in time.',
    });
  });

  it('tell of money that went back after the order was over', () => {
    const steps = stepsOf({
      status: 'ORDER_STATUS_CANCELLED',
      timeline: [placed, cancelled],
      refundedAt: '2026-11-01T09:00:00Z',
    });
    expect(steps.at(-1)).toEqual({ status: 'refunded', at: '2026-11-01T09:00:00Z' });
  });

  it('wait for the money while it is on its way back', () => {
    const steps = stepsOf({ status: 'ORDER_STATUS_REFUNDING', timeline: [placed, paid] });
    expect(steps.at(-1)).toEqual({ status: 'refunded' });
  });

  it('tell who called a paid order off, and why', () => {
    const declined = {
      ...paid,
      fromStatus: 'ORDER_STATUS_PAID',
      toStatus: 'ORDER_STATUS_REFUNDING',
      actor: 'ORDER_ACTOR_SELLER',
      reason: '缺货',
    } as const;
    const steps = stepsOf({ status: 'ORDER_STATUS_REFUNDING', timeline: [placed, paid, declined] });
    expect(steps.at(-2)).toEqual({
      status: 'refunding',
      at: declined.movedAt,
      actor: 'seller',
      reason: '缺货',
    });
  });
});

describe('a paid order', () => {
  const shipBefore = '2026-11-03T08:00:00Z';
  const promise = (status: 'ORDER_STATUS_PAID' | 'ORDER_STATUS_SHIPPED', now: string) =>
    promiseOf({ status, shipBefore }, Date.parse(now));

  it('has the promise of its shop until it is shipped', () => {
    expect(promise('ORDER_STATUS_PAID', '2026-11-03T07:59:59Z')).toBe('kept');
    expect(promise('ORDER_STATUS_PAID', '2026-11-03T08:00:00Z')).toBe('broken');
    expect(promise('ORDER_STATUS_SHIPPED', '2026-11-04T08:00:00Z')).toBeUndefined();
    expect(promiseOf({ status: 'ORDER_STATUS_PAID' }, 0)).toBeUndefined();
  });

  it('gives its money back when it is cancelled', () => {
    expect(givesBack({ status: 'ORDER_STATUS_PAID' })).toBe(true);
    expect(givesBack({ status: 'ORDER_STATUS_PENDING_PAYMENT' })).toBe(false);
    expect(buttonsOf(['ORDER_ACTION_CANCEL'])).toEqual(['cancel']);
  });
});

describe('statuses and reasons', () => {
  it('of the platform have words of our own', () => {
    expect(statusOf('ORDER_STATUS_REFUNDED')).toBe('refunded');
    expect(knownReason('It was not paid in time.')).toBe('reasonNotPaid');
    expect(knownReason('It was not shipped in time.')).toBe('reasonNotShipped');
  });

  it('of people stay as they were written', () => {
    expect(knownReason('地址写错了')).toBeUndefined();
  });
});

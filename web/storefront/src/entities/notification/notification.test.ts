// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { addressOf, tabFrom, unreadOf, wordsOf, type Notification } from './notification';

const told: Notification = {
  id: '1',
  kind: 'NOTIFICATION_KIND_TRANSACTION',
  type: 'ORDER_PAID',
  title: '付款成功',
  body: '订单 A1 已付款',
  titleEn: 'Payment received',
  bodyEn: 'Order A1 is paid',
  subjectType: 'SUBJECT_TYPE_ORDER',
  subject: 'A1',
  createdAt: '2026-01-01T00:00:00Z',
  read: false,
};

test('unread ones add up over the kinds', () => {
  expect(
    unreadOf([
      { kind: 'NOTIFICATION_KIND_TRANSACTION', count: 3 },
      { kind: 'NOTIFICATION_KIND_PARCELS', count: 1 },
    ]),
  ).toEqual({ all: 4, transaction: 3, parcels: 1, promotion: 0, service: 0 });
});

test('a kind that a later version of the platform sends counts among all', () => {
  expect(unreadOf([{ kind: 'NOTIFICATION_KIND_UNSPECIFIED', count: 2 }]).all).toBe(2);
});

test('words are those of the language', () => {
  expect(wordsOf(told, 'zh-CN').title).toBe('付款成功');
  expect(wordsOf(told, 'en').title).toBe('Payment received');
});

test('an order is opened by its number, and nothing where nothing is named', () => {
  expect(addressOf(told)).toBe('/orders/A1');
  expect(addressOf({ ...told, subjectType: 'SUBJECT_TYPE_UNSPECIFIED', subject: '' })).toBeUndefined();
});

test('an unknown tab is all of them', () => {
  expect(tabFrom('parcels')).toBe('parcels');
  expect(tabFrom('nonsense')).toBe('all');
  expect(tabFrom(null)).toBe('all');
});

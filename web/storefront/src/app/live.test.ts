// SPDX-License-Identifier: Apache-2.0
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { LISTS, UNREAD } from '@/entities/notification/notifications_data';
import { ORDERS } from '@/entities/order/orders_data';
import { apply, type News } from './live';

const nothing: News = { eventId: '1', reload: false, boxes: [], orderNos: [] };
const counts = [{ kind: 'NOTIFICATION_KIND_PARCELS' as const, count: 2 }];
const box = { box: 'BOX_ACCOUNT' as const, notifications: [], counts };

let client: QueryClient;
beforeEach(() => {
  client = new QueryClient();
  client.setQueryData(UNREAD, { counts: [] });
  client.setQueryData(LISTS, {});
  client.setQueryData(ORDERS, {});
});
const isOld = (key: string[]) => client.getQueryState(key)?.isInvalidated;

test('what waits to be read is shown at once, and lists are read again', () => {
  apply(client, { ...nothing, boxes: [box] });
  expect(client.getQueryData(UNREAD)).toEqual({ counts });
  expect(isOld(LISTS)).toBe(true);
  expect(isOld(ORDERS)).toBe(false);
});

test('an event that changes nothing has nothing read again', () => {
  client.setQueryData(UNREAD, { counts });
  apply(client, { ...nothing, boxes: [box] });
  expect(isOld(LISTS)).toBe(false);
});

test('orders that changed are read again', () => {
  apply(client, { ...nothing, orderNos: ['A1'] });
  expect(isOld(ORDERS)).toBe(true);
  expect(isOld(LISTS)).toBe(false);
});

test('everything is read again when something was missed', () => {
  apply(client, { ...nothing, reload: true });
  expect([isOld(UNREAD), isOld(LISTS), isOld(ORDERS)]).toEqual([true, true, true]);
});

test('the box of a shop is no page of the storefront', () => {
  apply(client, { ...nothing, boxes: [{ ...box, box: 'BOX_SHOP' }] });
  expect(client.getQueryData(UNREAD)).toEqual({ counts: [] });
});

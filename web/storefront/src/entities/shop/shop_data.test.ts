// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { placeOf } from './shop_data';

test('a place is its province and its city', () => {
  expect(placeOf({ province: '广东省', city: '佛山市' })).toBe('广东省 佛山市');
});

test('a city that is its own province is named once', () => {
  expect(placeOf({ province: '上海市', city: '上海市' })).toBe('上海市');
  expect(placeOf({ province: '', city: '上海市' })).toBe('上海市');
});

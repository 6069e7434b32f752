// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { safeReturn, withReturn } from './safe_return';

test.each(['/', '/cart', '/orders?status=unpaid', '/products/12?sku=3#specs'])('returns to %s', (path) => {
  expect(safeReturn(path)).toBe(path);
});

test.each([
  null,
  '',
  'cart',
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example/',
  '/\t/elsewhere.example/',
  '/.//elsewhere.example/',
  '/cart/..//elsewhere.example/',
  'javascript:alert(1)',
  '/sign-in?from=/cart',
  '/sign-up',
])('goes home instead of to %j', (path) => {
  expect(safeReturn(path)).toBe('/');
});

test('links between signing in and up keep the place to return to', () => {
  expect(withReturn('/sign-up', '/orders?status=unpaid')).toBe('/sign-up?from=%2Forders%3Fstatus%3Dunpaid');
  expect(withReturn('/sign-up', null)).toBe('/sign-up');
  expect(withReturn('/sign-in', '//elsewhere.example')).toBe('/sign-in');
});

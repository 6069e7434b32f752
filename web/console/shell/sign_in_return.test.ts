// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { safeReturn } from './sign_in_return';

it('comes back to a page of the console alone', () => {
  expect(safeReturn('/orders?status=paid')).toBe('/orders?status=paid');
  for (const from of [
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/sign-in?from=/',
  ])
    expect(safeReturn(from)).toBe('/');
});

// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { ApiError } from '../api/problem';
import { markFields } from './form_errors';

const refused = new ApiError({
  status: 400,
  reason: 'INVALID_FIELD',
  errors: [
    { field: 'phone', message: 'must match a pattern' },
    { field: 'unknown', message: 'must not be empty' },
    { field: 'street', message: 'must not be empty' },
  ],
});

test('fields that the form has are marked in its own words, the first one with the focus', () => {
  const setError = vi.fn();
  expect(markFields<{ phone: string; street: string }>(refused, { phone: 'p', street: 's' }, setError)).toBe(
    true,
  );
  expect(setError.mock.calls).toEqual([
    ['phone', { type: 'server', message: 'p' }, { shouldFocus: true }],
    ['street', { type: 'server', message: 's' }, { shouldFocus: false }],
  ]);
});

test('a failure of no field of the form marks nothing', () => {
  const setError = vi.fn();
  expect(markFields<{ city: string }>(refused, { city: 'c' }, setError)).toBe(false);
  expect(markFields<{ city: string }>(new Error('lost'), { city: 'c' }, setError)).toBe(false);
  expect(setError).not.toHaveBeenCalled();
});

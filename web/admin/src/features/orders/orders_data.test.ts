// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { cleanOrderNo, isTooShort } from './orders_data';

it('takes a number as people paste it', () => {
  expect(cleanOrderNo(' No. 2026 1123-0000 0042。')).toBe('No20261123-00000042');
});

it('asks for no beginning that the API refuses', () => {
  expect(isTooShort('')).toBe(false);
  expect(isTooShort('20261123000')).toBe(true);
  expect(isTooShort('202611230000')).toBe(false);
});

// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { shortened } from './reviews_data';

it('shortens what a question quotes, never within a character', () => {
  expect(shortened('好用')).toBe('好用');
  expect(shortened('😀'.repeat(81))).toBe(`${'😀'.repeat(80)}…`);
});

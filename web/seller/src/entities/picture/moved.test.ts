// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { moved } from './moved';

it('moves a thing before or behind others', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a'], 0, 0)).toEqual(['a']);
});

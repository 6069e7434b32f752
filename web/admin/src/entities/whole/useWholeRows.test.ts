// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { pageOf } from './useWholeRows';

it('cuts a list into pages, each with the token of the next', () => {
  const all = ['a', 'b', 'c', 'd', 'e'];
  expect(pageOf(all, '', 2)).toEqual({ rows: ['a', 'b'], nextToken: '2' });
  expect(pageOf(all, '2', 2)).toEqual({ rows: ['c', 'd'], nextToken: '4' });
  expect(pageOf(all, '4', 2)).toEqual({ rows: ['e'], nextToken: '' });
  expect(pageOf(all, '-3', 5)).toEqual({ rows: all, nextToken: '' });
  expect(pageOf(all, 'x', 9)).toEqual({ rows: all, nextToken: '' });
});

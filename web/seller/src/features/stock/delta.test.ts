// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { deltaOf } from './delta';

it('is added, taken away, or the way to what was counted', () => {
  expect(deltaOf('add', '5', '10')).toBe(5);
  expect(deltaOf('take', '5', '10')).toBe(-5);
  expect(deltaOf('set', '4', '10')).toBe(-6);
});

it('is none where nothing changes, or what was typed is no number', () => {
  expect(deltaOf('set', '10', '10')).toBeUndefined();
  for (const text of ['', '0', '-1', '1.5', 'x', '1000001'])
    expect(deltaOf('add', text, '10'), text).toBeUndefined();
});

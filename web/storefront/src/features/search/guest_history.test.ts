// SPDX-License-Identifier: Apache-2.0
import { beforeEach, expect, test, vi } from 'vitest';
import { drop, keep } from '@ecommerce/shared/api/storage';
import { forget, onRemembered, remember, remembered } from './guest_history';

beforeEach(() => drop('ecommerce.searches'));

test('the latest words come first, each once, and only so many', () => {
  remember('手机');
  remember('tea');
  remember('手机');
  expect(remembered()).toEqual(['手机', 'tea']);
  for (let count = 0; count < 20; count++) remember(`w${count}`);
  expect(remembered()).toHaveLength(10);
  expect(remembered()[0]).toBe('w19');
});

test('one word is forgotten, or all, and who shows them is told', () => {
  const told = vi.fn();
  const stop = onRemembered(told);
  remember('a');
  remember('b');
  forget('a');
  expect(remembered()).toEqual(['b']);
  forget();
  expect(remembered()).toEqual([]);
  expect(told).toHaveBeenCalledTimes(4);
  stop();
});

test('the list is the same one until it changes', () => {
  remember('a');
  expect(remembered()).toBe(remembered());
});

test.each(['{', '{"a":1}', 'null', '[1,{"x":2}]'])('%s in storage is no history', (text) => {
  keep('ecommerce.searches', text);
  expect(remembered()).toEqual([]);
});

// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { chosenOf, queueKey } from './queue';

const plain = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false };

it('goes on, back, approves and rejects by a letter', () => {
  expect(['j', 'K', 'a', 'r', 'x'].map((key) => queueKey({ ...plain, key }, false))).toEqual([
    'next',
    'previous',
    'approve',
    'reject',
    undefined,
  ]);
});

it('leaves keys alone that somebody types or that are the browser’s', () => {
  expect(queueKey({ ...plain, key: 'r' }, true)).toBeUndefined();
  expect(queueKey({ ...plain, key: 'r', ctrlKey: true }, false)).toBeUndefined();
  expect(queueKey({ ...plain, key: 'a', isComposing: true }, false)).toBeUndefined();
});

it('shows what came to the place of the one that was decided', () => {
  expect(chosenOf(['1', '2', '3'], '2', 0)).toBe(1);
  expect(chosenOf(['1', '3'], '2', 1)).toBe(1);
  expect(chosenOf(['1'], '3', 2)).toBe(0);
  expect(chosenOf([], '3', 2)).toBe(-1);
});

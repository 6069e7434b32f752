// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { chosenAfter, matching } from './palette_keys';

const command = (text: string) => ({ id: text, text, note: '', to: '/' });

it('finds pages by all of the words', () => {
  const commands = [command('Shop settings'), command('Shop'), command('商品管理')];
  expect(matching(commands, 'set sho').map(({ text }) => text)).toEqual(['Shop settings']);
  expect(matching(commands, '商品').map(({ text }) => text)).toEqual(['商品管理']);
  expect(matching(commands, ' ')).toHaveLength(3);
});

it('goes round with the arrow keys', () => {
  expect(chosenAfter('ArrowDown', 2, 3)).toBe(0);
  expect(chosenAfter('ArrowUp', 0, 3)).toBe(2);
  expect(chosenAfter('a', 0, 3)).toBeUndefined();
  expect(chosenAfter('ArrowDown', 0, 0)).toBeUndefined();
});

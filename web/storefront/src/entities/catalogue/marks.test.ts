// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { pieces, rangesOf } from './marks';

const marked = (text: string, typed: string) =>
  pieces(text, rangesOf(text, typed))
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

describe('words that were searched for are marked', () => {
  test.each([
    ['手机壳', '手机', '[手机]壳'],
    ['Wireless Mouse', 'mouse', 'Wireless [Mouse]'],
    ['ＵＳＢ线', 'usb', '[ＵＳＢ]线'],
    ['red shoe, red sole', 'red sole', '[red] shoe, [red] [sole]'],
    ['aaa', 'aa', '[aaa]'],
    ['😀手机', '手机', '😀[手机]'],
    ['手机', 'shouji', '手机'],
    ['手机', '', '手机'],
    ['手', '手机', '手'],
  ])('in "%s" by "%s"', (text, typed, expected) => {
    expect(marked(text, typed)).toBe(expected);
  });
});

test('ranges past the end or over each other repeat nothing', () => {
  expect(
    pieces('abcd', [
      { start: 1, length: 2 },
      { start: 2, length: 9 },
    ])
      .map(({ text }) => text)
      .join(''),
  ).toBe('abcd');
});

// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { parseSheet, textOf, writeSheet } from './csv';

it('reads what spreadsheets write', async () => {
  expect(await parseSheet('a,"b, ""c""\nd"\r\n\r\n e ,f')).toEqual([['a', 'b, "c"\nd'], [''], ['e', 'f']]);
  expect(await parseSheet('a\tb\nc\td')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(await parseSheet('a;b\nc;d')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

it('reads UTF-8 and what Chinese spreadsheets save', () => {
  expect(textOf(new TextEncoder().encode('\uFEFF订单号').buffer)).toBe('订单号');
  expect(textOf(new Uint8Array([0xb6, 0xa9, 0xb5, 0xa5, 0xba, 0xc5]).buffer)).toBe('订单号');
});

it('writes no formulas, and reads its own text again', async () => {
  const lines = [
    ['=HYPERLINK("http://evil.example")', '+1 2', '@a', '-3', '-3.50', '-a'],
    ['plain', 'a, "b"', 'c\nd', '', '', ''],
  ];
  const text = await writeSheet(lines);
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")",'+1 2,'@a,-3,-3.50,'-a`);
  expect(await parseSheet(text)).toEqual(lines);
});

// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { amountText, minorUnits } from './amount';

it('reads amounts as people and spreadsheets write them', () => {
  expect(minorUnits('12')).toBe('1200');
  expect(minorUnits(' ¥1,299.5 ')).toBe('129950');
  expect(minorUnits('0.05')).toBe('5');
  expect(minorUnits('90071992547.99')).toBe('9007199254799');
});

it('takes no others', () => {
  for (const text of ['', '.', 'abc', '-1', '1.234', '1e3', '12.3.4'])
    expect(minorUnits(text), text).toBeUndefined();
});

it('writes them back', () => {
  for (const text of ['0.05', '12.00', '1299.50']) expect(amountText(minorUnits(text) ?? '')).toBe(text);
});

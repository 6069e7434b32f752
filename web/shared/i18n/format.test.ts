// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { addMoney, formatCount, formatDuration, formatMoney, timesMoney } from './format';

const cny = (minorUnits: string) => ({ currencyCode: 'CNY', minorUnits });

describe('money', () => {
  it('is written from its smallest unit', () => {
    expect(formatMoney(cny('12900'), 'zh-CN')).toBe('¥129.00');
    expect(formatMoney(cny('5'), 'zh-CN')).toBe('¥0.05');
    expect(formatMoney(cny('123456789'), 'en')).toBe('¥1,234,567.89');
  });

  it('keeps every digit of amounts that no floating-point number holds', () => {
    expect(formatMoney(cny('900719925474099301'), 'en')).toBe('¥9,007,199,254,740,993.01');
  });

  it('has the decimals of its currency', () => {
    expect(formatMoney({ currencyCode: 'JPY', minorUnits: '500' }, 'en')).toBe('¥500');
    expect(formatMoney({ currencyCode: 'KWD', minorUnits: '1500' }, 'en')).toContain('1.500');
  });

  it('may be a reduction', () => {
    expect(formatMoney(cny('-250'), 'en')).toBe('-¥2.50');
    expect(formatMoney(cny('-50'), 'en')).toBe('-¥0.50');
  });

  it('is added and multiplied in whole units', () => {
    expect(addMoney(cny('10'), cny('20')).minorUnits).toBe('30');
    expect(timesMoney(cny('9007199254740993'), 3).minorUnits).toBe('27021597764222979');
  });
});

describe('a duration', () => {
  it('shows minutes and seconds, and hours when there are any', () => {
    expect(formatDuration(65)).toBe('01:05');
    expect(formatDuration(0)).toBe('00:00');
    expect(formatDuration(3665)).toBe('1:01:05');
  });
});

describe('a count', () => {
  it('is short in each language', () => {
    expect(formatCount(12345, 'zh-CN')).toBe('1.2万');
    expect(formatCount(12345, 'en')).toBe('12.3K');
  });
});

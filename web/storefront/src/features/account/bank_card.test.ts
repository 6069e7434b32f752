// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { brandOf, caretIn, digitsOf, groupNumber, isCardNumber, isExpired } from './bank_card';

test('a number is grouped in fours while it is typed', () => {
  expect(groupNumber('4')).toBe('4');
  expect(groupNumber('4111')).toBe('4111');
  expect(groupNumber('41111')).toBe('4111 1');
  expect(groupNumber('4111-1111 11111111')).toBe('4111 1111 1111 1111');
  expect(groupNumber('6222021234567890123')).toBe('6222 0212 3456 7890 123');
  expect(groupNumber('')).toBe('');
});

test('a number of American Express is grouped as on the card', () => {
  expect(groupNumber('378282246310005')).toBe('3782 822463 10005');
  expect(groupNumber('37828')).toBe('3782 8');
});

test('more digits than any card has are dropped, other characters too', () => {
  expect(digitsOf('１２３４ abcd 5678')).toBe('12345678');
  expect(digitsOf('1'.repeat(30))).toHaveLength(19);
});

test('the caret stays behind the digit that was typed', () => {
  expect(caretIn('4111 1111', 0)).toBe(0);
  expect(caretIn('4111 1111', 4)).toBe(4);
  expect(caretIn('4111 1111', 5)).toBe(6);
  expect(caretIn('4111 1111', 8)).toBe(9);
});

test('the check digit tells wrong numbers', () => {
  expect(isCardNumber('4111 1111 1111 1111')).toBe(true);
  expect(isCardNumber('6222 0212 3456 7890 128')).toBe(true);
  expect(isCardNumber('378282246310005')).toBe(true);
  expect(isCardNumber('4111 1111 1111 1112')).toBe(false);
  expect(isCardNumber('4111 1111 1111')).toBe(false);
  expect(isCardNumber('0000 0000')).toBe(false);
});

test('the first digits tell the network', () => {
  expect(brandOf('62')).toBe('CARD_BRAND_UNIONPAY');
  expect(brandOf('4')).toBe('CARD_BRAND_VISA');
  expect(brandOf('5555')).toBe('CARD_BRAND_MASTERCARD');
  expect(brandOf('2221')).toBe('CARD_BRAND_MASTERCARD');
  expect(brandOf('37')).toBe('CARD_BRAND_AMEX');
  expect(brandOf('3530')).toBe('CARD_BRAND_JCB');
  expect(brandOf('9')).toBeUndefined();
});

test('a card is good to the end of its month', () => {
  const now = new Date(2026, 10, 30);
  expect(isExpired(11, 2026, now)).toBe(false);
  expect(isExpired(10, 2026, now)).toBe(true);
  expect(isExpired(1, 2027, now)).toBe(false);
});

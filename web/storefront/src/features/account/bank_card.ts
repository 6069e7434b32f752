// SPDX-License-Identifier: Apache-2.0
// Numbers of bank cards while they are typed.
import type { Schemas } from '@ecommerce/shared/api/client';

export type CardBrand = Schemas['CardBrand'];

export const CARD_DIGITS_MAX = 19;

export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '').slice(0, CARD_DIGITS_MAX);
}

const brands: readonly [RegExp, CardBrand][] = [
  [/^(?:62|81)/, 'CARD_BRAND_UNIONPAY'],
  [/^4/, 'CARD_BRAND_VISA'],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, 'CARD_BRAND_MASTERCARD'],
  [/^3[47]/, 'CARD_BRAND_AMEX'],
  [/^35(?:2[89]|[3-8])/, 'CARD_BRAND_JCB'],
];

// The network that the first digits belong to; undefined as long as they do not tell.
export function brandOf(number: string): CardBrand | undefined {
  return brands.find(([pattern]) => pattern.test(digitsOf(number)))?.[1];
}

// In groups as on the card: 4-6-5 for American Express, fours for all others.
export function groupNumber(text: string): string {
  const digits = digitsOf(text);
  const pattern = /^3[47]/.test(digits) ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?(\d+)?$/ : undefined;
  const groups = pattern ? pattern.exec(digits)?.slice(1) : digits.match(/\d{1,4}/g);
  return groups?.filter(Boolean).join(' ') ?? '';
}

// Where the caret belongs in the grouped text so that as many digits are before it as there were.
export function caretIn(grouped: string, digitsBefore: number): number {
  let seen = 0;
  for (let index = 0; index < grouped.length; index++) {
    if (seen === digitsBefore) return index;
    if (grouped[index] !== ' ') seen++;
  }
  return grouped.length;
}

// The check digit, ISO/IEC 7812-1.
export function isCardNumber(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.length < 12) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

// A card is good to the end of its month.
export function isExpired(month: number, year: number, now: Date): boolean {
  return year * 12 + month < now.getFullYear() * 12 + now.getMonth() + 1;
}

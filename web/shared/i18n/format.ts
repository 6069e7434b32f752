// SPDX-License-Identifier: Apache-2.0
// Money, numbers and times as people read them.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';

export type Money = Schemas['Money'];

const currencies = new Map<string, Intl.NumberFormat>();

function currencyFormat(language: string, currency: string): Intl.NumberFormat {
  const key = `${language} ${currency}`;
  let format = currencies.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    });
    currencies.set(key, format);
  }
  return format;
}

// The parts of an amount, from an integer count of the smallest unit: no floating point touches money.
export function moneyParts(money: Money, language: string): Intl.NumberFormatPart[] {
  const format = currencyFormat(language, money.currencyCode);
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  const units = BigInt(money.minorUnits);
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = BigInt(digits.slice(0, digits.length - decimals));
  // Whole numbers are exact in every browser; the digits after the point are put in.
  const signed = units >= 0n ? whole : whole === 0n ? -0 : -whole;
  return format
    .formatToParts(signed)
    .map((part) => (part.type === 'fraction' ? { ...part, value: digits.slice(-decimals) } : part));
}

export function formatMoney(money: Money, language = i18next.language): string {
  return moneyParts(money, language)
    .map((part) => part.value)
    .join('');
}

// As spreadsheets count: 1234.50.
export function plainMoney(money: Money): string {
  return moneyParts(money, 'en')
    .filter(({ type }) => ['minusSign', 'integer', 'decimal', 'fraction'].includes(type))
    .map(({ value }) => value)
    .join('');
}

export function addMoney(a: Money, b: Money): Money {
  return {
    currencyCode: a.currencyCode,
    minorUnits: (BigInt(a.minorUnits) + BigInt(b.minorUnits)).toString(),
  };
}

export function timesMoney(money: Money, count: number): Money {
  return {
    currencyCode: money.currencyCode,
    minorUnits: (BigInt(money.minorUnits) * BigInt(count)).toString(),
  };
}

// 12,345 becomes 1.2万 in Chinese and 12K in English.
export function formatCount(count: number, language = i18next.language): string {
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

export function formatTime(time: string, language = i18next.language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(time),
  );
}

// As spreadsheets read it, in the reader's time zone: 2026-01-31 18:05:00.
export function plainTime(time: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(time));
}

// 65 is 01:05; from an hour on 1:01:05.
export function formatDuration(seconds: number): string {
  const two = (value: number) => value.toString().padStart(2, '0');
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

// A name in the reader's language, of things that have one of their own in English.
export function useLocalName(): (thing: { name: string; nameEn?: string }) => string {
  const { i18n } = useTranslation();
  return (thing) => (i18n.language === 'en' && thing.nameEn ? thing.nameEn : thing.name);
}

// With the separators of the language.
export function formatNumber(count: number | bigint, language = i18next.language): string {
  return new Intl.NumberFormat(language).format(count);
}

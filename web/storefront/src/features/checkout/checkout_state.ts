// SPDX-License-Identifier: Apache-2.0
// What a quote says to the buyer, and the order that is made of it.
import type { Schemas } from '@ecommerce/shared/api/client';
import { ApiError } from '@ecommerce/shared/api/problem';
import type { Money } from '@ecommerce/shared/i18n/format';
import type { WantedItem } from './checkout_items';

export type Quote = Schemas['CheckoutQuote'];
export type QuoteShop = Schemas['CheckoutShop'];
export type QuoteLine = Schemas['CheckoutLine'];

export type LineProblem =
  'soldOut' | 'notEnough' | 'offShelf' | 'notDelivered' | 'shopClosed' | 'ownGoods' | 'addressUnverified';

const problems: Partial<Record<Schemas['CheckoutProblem'], LineProblem>> = {
  CHECKOUT_PROBLEM_SOLD_OUT: 'soldOut',
  CHECKOUT_PROBLEM_NOT_ENOUGH_STOCK: 'notEnough',
  CHECKOUT_PROBLEM_OFF_SHELF: 'offShelf',
  CHECKOUT_PROBLEM_NOT_DELIVERED: 'notDelivered',
  CHECKOUT_PROBLEM_SHOP_CLOSED: 'shopClosed',
  CHECKOUT_PROBLEM_OWN_GOODS: 'ownGoods',
  CHECKOUT_PROBLEM_ADDRESS_UNVERIFIED: 'addressUnverified',
};

export function problemOf(line: QuoteLine): LineProblem | undefined {
  return problems[line.problem];
}

export function countProblems(quote: Quote): number {
  return quote.shops.flatMap(({ lines }) => lines).filter((line) => problemOf(line) !== undefined).length;
}

export function countPieces(quote: Quote): number {
  return quote.shops.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
}

// How much more of a shop's goods makes its freight free; undefined where that says nothing.
export function missingForFree(shop: QuoteShop): Money | undefined {
  const { freeFrom, freight, goodsTotal } = shop;
  if (!freeFrom || !goodsTotal || !freight || freight.minorUnits === '0') return undefined;
  const missing = BigInt(freeFrom.minorUnits) - BigInt(goodsTotal.minorUnits);
  if (missing <= 0n) return undefined;
  return { currencyCode: freeFrom.currencyCode, minorUnits: missing.toString() };
}

export const NOTE_LENGTH = 200;

export interface Choices {
  items?: WantedItem[];
  addressId: string;
  paymentMethod: string;
  // What the buyer tells each shop, by its id.
  notes: Readonly<Record<string, string>>;
  // The total that the buyer saw.
  total: Money;
}

export function orderOf({ items, addressId, paymentMethod, notes, total }: Choices, shops: QuoteShop[]) {
  return {
    ...(items && { items }),
    addressId,
    paymentMethod,
    expectedTotal: total,
    notes: shops.flatMap(({ shopId }) => {
      const note = (notes[shopId] ?? '').trim().slice(0, NOTE_LENGTH);
      return note === '' ? [] : [{ shopId, note }];
    }),
  };
}

// The total as it is now, of a refusal because it is not the one that the buyer saw.
export function newTotal(error: unknown): Money | undefined {
  if (!(error instanceof ApiError) || error.reason !== 'PRICE_CHANGED') return undefined;
  const { total_minor_units: minorUnits, currency_code: currencyCode } = error.metadata;
  return minorUnits && currencyCode ? { minorUnits, currencyCode } : undefined;
}

// After these nothing was placed for certain, and the next try is a new order.
const refusals = [
  'CHECKOUT_EXPIRED',
  'PRICE_CHANGED',
  'OUT_OF_STOCK',
  'SKU_OFF_SHELF',
  'SHOP_CLOSED',
  'OWN_GOODS',
  'NOT_DELIVERED',
  'ADDRESS_UNVERIFIED',
  'EMPTY_CHECKOUT',
  'ADDRESS_NOT_FOUND',
  'PAYMENT_METHOD',
  'MIXED_CURRENCIES',
];

export function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && refusals.includes(error.reason);
}

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ApiError, OFFLINE } from '@ecommerce/shared/api/problem';
import { isRefusal, missingForFree, newTotal, orderOf, problemOf, type QuoteLine } from './checkout_state';

const cny = (minorUnits: string) => ({ currencyCode: 'CNY', minorUnits });
const shop = (goods: string, freight: string, freeFrom?: string) => ({
  shopId: '3',
  shopName: '云岫数码',
  lines: [],
  goodsTotal: cny(goods),
  freight: cny(freight),
  freeFromPieces: '0',
  ...(freeFrom && { freeFrom: cny(freeFrom) }),
});

describe('free freight', () => {
  it('is the rest of the amount away', () => {
    expect(missingForFree(shop('4190', '800', '9900'))).toEqual(cny('5710'));
  });

  it('is not spoken of where freight is free already, or never', () => {
    expect(missingForFree(shop('9900', '0', '9900'))).toBeUndefined();
    expect(missingForFree(shop('4190', '800'))).toBeUndefined();
    expect(missingForFree(shop('10000', '800', '9900'))).toBeUndefined();
  });
});

describe('an order', () => {
  const choices = { addressId: '5', paymentMethod: 'sandbox', notes: {}, total: cny('4990') };

  it('takes the cart by naming no items', () => {
    expect(orderOf(choices, [shop('4190', '800')])).toEqual({
      addressId: '5',
      paymentMethod: 'sandbox',
      expectedTotal: cny('4990'),
      notes: [],
    });
  });

  it('has the notes of its shops alone, without blank ones', () => {
    const notes = { '3': '  放门口 ', '4': '不在此单', '5': '   ' };
    expect(orderOf({ ...choices, notes }, [shop('1', '0')]).notes).toEqual([{ shopId: '3', note: '放门口' }]);
  });

  it('is the same text for the same choices, so that its key is the same', () => {
    const once = JSON.stringify(orderOf(choices, [shop('1', '0')]));
    expect(JSON.stringify(orderOf({ ...choices }, [shop('1', '0')]))).toBe(once);
  });
});

describe('a refusal', () => {
  const refused = (reason: string, metadata = {}) => new ApiError({ status: 409, reason, metadata });

  it('for a changed price names the new total', () => {
    const error = refused('PRICE_CHANGED', { total_minor_units: '5605', currency_code: 'CNY' });
    expect(newTotal(error)).toEqual(cny('5605'));
    expect(newTotal(refused('OUT_OF_STOCK'))).toBeUndefined();
  });

  it('lets the next try be a new order', () => {
    expect(isRefusal(refused('CHECKOUT_EXPIRED'))).toBe(true);
  });

  it('is not a lost reply: the same order is sent again', () => {
    expect(isRefusal(new ApiError({ status: 0, reason: OFFLINE }))).toBe(false);
    expect(isRefusal(new ApiError({ status: 503, reason: 'UNAVAILABLE' }))).toBe(false);
    expect(isRefusal(refused('IDEMPOTENCY_KEY_IN_PROGRESS'))).toBe(false);
  });
});

describe('a line', () => {
  it('without a problem has none', () => {
    expect(problemOf({ problem: 'CHECKOUT_PROBLEM_UNSPECIFIED' } as QuoteLine)).toBeUndefined();
    expect(problemOf({ problem: 'CHECKOUT_PROBLEM_SOLD_OUT' } as QuoteLine)).toBe('soldOut');
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { offerOf } from './offer';
import type { Sku } from './options';

const yuan = (minorUnits: string) => ({ currencyCode: 'CNY', minorUnits });

function sku(id: string, prices: Pick<Sku, 'price' | 'listPrice'>): Sku {
  return { id, optionValues: [id], available: '1', code: '', weightGrams: 0, volumeCm3: 0, ...prices };
}

describe('the offer', () => {
  test('is a range where SKUs cost differently, by value and not by text', () => {
    const offer = offerOf([
      sku('a', { price: yuan('10000'), listPrice: yuan('12000') }),
      sku('b', { price: yuan('9900') }),
    ]);
    expect(offer).toEqual({ low: yuan('9900'), high: yuan('10000'), list: undefined });
  });

  test('is one price with its crossed-out price where all cost the same', () => {
    const offer = offerOf([sku('a', { price: yuan('9900'), listPrice: yuan('12000') })]);
    expect(offer).toEqual({ low: yuan('9900'), high: undefined, list: yuan('12000') });
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { formatItems, parseItems, withQuantity } from './checkout_items';

describe('the items of an address', () => {
  it('are the cart where none are named', () => {
    expect(parseItems(null)).toEqual({});
  });

  it('are SKUs with quantities', () => {
    expect(parseItems('387:1,550:2').items).toEqual([
      { skuId: '387', quantity: 1 },
      { skuId: '550', quantity: 2 },
    ]);
  });

  it('add up where a SKU is named twice, up to what one may buy', () => {
    expect(parseItems('7:2,7:3').items).toEqual([{ skuId: '7', quantity: 5 }]);
    expect(parseItems('7:900,7:900').items).toEqual([{ skuId: '7', quantity: 999 }]);
  });

  it('leave out what nobody can read', () => {
    expect(parseItems('x:1,7:0,8:-1,9:1.5,10:1000,0:1,11,12:1,').items).toEqual([
      { skuId: '12', quantity: 1 },
    ]);
  });

  it('never become the cart because they are unreadable', () => {
    expect(parseItems('').items).toEqual([]);
    expect(parseItems('nonsense').items).toEqual([]);
  });

  it('stop at the number of lines that a checkout takes', () => {
    const many = Array.from({ length: 130 }, (_, index) => `${index + 1}:1`).join(',');
    expect(parseItems(many).items).toHaveLength(120);
  });

  it('keep every digit of a long number', () => {
    expect(parseItems('9007199254740993:1').items?.[0]?.skuId).toBe('9007199254740993');
  });

  it('are written as they are read', () => {
    expect(formatItems(parseItems('387:1,550:2').items ?? [])).toBe('387:1,550:2');
  });
});

describe('another quantity', () => {
  const items = [
    { skuId: '1', quantity: 5 },
    { skuId: '2', quantity: 1 },
  ];

  it('changes that item alone', () => {
    expect(withQuantity(items, '1', 3)).toEqual([
      { skuId: '1', quantity: 3 },
      { skuId: '2', quantity: 1 },
    ]);
  });

  it('of none leaves the item out', () => {
    expect(withQuantity(items, '1', 0)).toEqual([{ skuId: '2', quantity: 1 }]);
  });
});

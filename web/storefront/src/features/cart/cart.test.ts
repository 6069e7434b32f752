// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { changed, type Cart, type CartLine } from '@/entities/cart/cart_changes';
import { linesToTick, mostOf, partsOf, priceChange, ticksOf } from './cart_view';
import { createDebounce } from './debounce';

const yuan = (minorUnits: string) => ({ currencyCode: 'CNY', minorUnits });

function line(skuId: string, more: Partial<CartLine> = {}): CartLine {
  const quantity = more.quantity ?? 1;
  return {
    skuId,
    productId: `p${skuId}`,
    productName: skuId,
    optionValues: [],
    quantity,
    selected: true,
    price: yuan('1000'),
    addedPrice: yuan('1000'),
    subtotal: yuan(String(1000 * quantity)),
    available: '8',
    buyable: true,
    problems: [],
    ...more,
  };
}

const offShelf = line('gone', { buyable: false, available: '0', problems: ['LINE_PROBLEM_OFF_SHELF'] });
const soldOut = line('out', { buyable: false, available: '0', problems: ['LINE_PROBLEM_SOLD_OUT'] });

const cart: Cart = {
  shops: [
    { shopId: '1', shopName: 'tea', lines: [line('a', { quantity: 2 }), line('b')], subtotal: yuan('3000') },
    { shopId: '2', shopName: 'cups', lines: [line('c', { selected: false }), soldOut] },
    { shopId: '0', shopName: '', lines: [offShelf] },
  ],
  total: yuan('3000'),
  totals: [yuan('3000')],
  selectedLines: 2,
  selectedQuantity: 3,
  lineCount: 5,
  guestToken: '',
  leftOut: [],
};

describe('a change shown before the platform answers', () => {
  test('of a quantity counts line, shop and cart anew', () => {
    const next = changed(cart, { kind: 'update', input: { skuId: 'a', quantity: 5 } });
    expect(next.shops[0]?.lines[0]?.subtotal).toEqual(yuan('5000'));
    expect(next.shops[0]?.subtotal).toEqual(yuan('6000'));
    expect(next).toMatchObject({
      total: yuan('6000'),
      totals: [yuan('6000')],
      selectedLines: 2,
      selectedQuantity: 6,
    });
  });

  test('never adds up two currencies', () => {
    const dollars = line('d', {
      subtotal: { currencyCode: 'USD', minorUnits: '500' },
      price: { currencyCode: 'USD', minorUnits: '500' },
    });
    const mixed: Cart = {
      ...cart,
      shops: [...cart.shops, { shopId: '3', shopName: 'books', lines: [dollars] }],
    };
    const next = changed(mixed, { kind: 'update', input: { skuId: 'a', quantity: 1 } });
    expect(next.total).toBeUndefined();
    expect(next.totals).toEqual([yuan('2000'), { currencyCode: 'USD', minorUnits: '500' }]);
  });

  test('of a quantity beyond the stock makes the line unbuyable, and back again', () => {
    const next = changed(cart, { kind: 'update', input: { skuId: 'a', quantity: 9 } });
    expect(next.shops[0]?.lines[0]).toMatchObject({
      buyable: false,
      problems: ['LINE_PROBLEM_QUANTITY_TOO_HIGH'],
    });
    expect(next.total).toEqual(yuan('1000'));
    const back = changed(next, { kind: 'update', input: { skuId: 'a', quantity: 8 } });
    expect(back.shops[0]?.lines[0]).toMatchObject({ buyable: true, problems: [] });
  });

  test('of ticks leaves no total where nothing is ticked', () => {
    const next = changed(cart, { kind: 'select', input: { skuIds: ['a', 'b'], selected: false } });
    expect(next.total).toBeUndefined();
    expect(next.shops[0]?.subtotal).toBeUndefined();
    expect(next.selectedLines).toBe(0);
  });

  test('of all ticks leaves out what cannot be bought', () => {
    const next = changed(cart, { kind: 'select', input: { skuIds: [], selected: true } });
    expect(next).toMatchObject({ total: yuan('4000'), selectedLines: 3 });
  });

  test('that removes the last line of a shop removes the shop', () => {
    const next = changed(cart, { kind: 'remove', input: 'gone' });
    expect(next.shops.map(({ shopId }) => shopId)).toEqual(['1', '2']);
    expect(next.lineCount).toBe(4);
  });

  test('that removes several lines keeps the others', () => {
    const invalid = partsOf(cart).invalid.map(({ skuId }) => skuId);
    const next = changed(cart, { kind: 'removeMany', input: invalid });
    expect(next).toMatchObject({ lineCount: 3, total: yuan('3000') });
    expect(partsOf(next).invalid).toEqual([]);
  });

  test('may come twice without another effect', () => {
    const once = changed(cart, { kind: 'update', input: { skuId: 'a', quantity: 5 } });
    expect(changed(once, { kind: 'update', input: { skuId: 'a', quantity: 5 } })).toEqual(once);
  });
});

test('what cannot be bought at all stands apart', () => {
  const { shops, invalid } = partsOf(cart);
  expect(shops.map(({ shopId, lines }) => [shopId, lines.length])).toEqual([
    ['1', 2],
    ['2', 1],
  ]);
  expect(invalid.map(({ skuId }) => skuId)).toEqual(['out', 'gone']);
});

describe('ticks', () => {
  test('tell all, some, none, and nothing to tick', () => {
    expect(ticksOf([line('a'), line('b')])).toBe('all');
    expect(ticksOf([line('a'), line('b', { selected: false })])).toBe('some');
    expect(ticksOf([line('b', { selected: false }), soldOut])).toBe('none');
    expect(ticksOf([soldOut])).toBe('empty');
  });

  test('ask only for lines that change and can be bought', () => {
    const lines = [line('a'), line('b', { selected: false }), soldOut];
    expect(linesToTick(lines, true)).toEqual(['b']);
    expect(linesToTick(lines, false)).toEqual(['a']);
  });
});

test('a quantity is limited by the stock and by 999', () => {
  expect(mostOf(line('a'))).toBe(8);
  expect(mostOf(line('a', { available: '5000' }))).toBe(999);
});

test('the change of a price has no sign, and is none where nothing changed', () => {
  expect(priceChange(line('a', { price: yuan('800') }))).toEqual(yuan('200'));
  expect(priceChange(line('a', { price: yuan('1250') }))).toEqual(yuan('250'));
  expect(priceChange(line('a'))).toBeUndefined();
});

describe('delayed values', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('act once, on the last value, after a rest', () => {
    const act = vi.fn();
    const delayed = createDebounce<number>(400, act);
    for (const value of [2, 3, 4]) {
      delayed.set('a', value);
      vi.advanceTimersByTime(300);
    }
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(act.mock.calls).toEqual([['a', 4]]);
  });

  test('wait for each key apart', () => {
    const act = vi.fn();
    const delayed = createDebounce<number>(400, act);
    delayed.set('a', 1);
    vi.advanceTimersByTime(300);
    delayed.set('b', 2);
    vi.advanceTimersByTime(100);
    expect(act.mock.calls).toEqual([['a', 1]]);
  });

  test('do nothing once dropped', () => {
    const act = vi.fn();
    const delayed = createDebounce<number>(400, act);
    delayed.set('a', 1);
    delayed.drop('a');
    delayed.flush();
    vi.advanceTimersByTime(1000);
    expect(act).not.toHaveBeenCalled();
  });

  test('act at once when flushed, and not again', () => {
    const act = vi.fn();
    const delayed = createDebounce<number>(400, act);
    delayed.set('a', 7);
    delayed.flush();
    vi.advanceTimersByTime(1000);
    expect(act.mock.calls).toEqual([['a', 7]]);
  });
});

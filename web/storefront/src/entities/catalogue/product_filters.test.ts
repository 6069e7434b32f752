// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import {
  cleanPrice,
  clearFilters,
  countFilters,
  filtersToSearch,
  noFilters,
  readFilters,
  toMinorUnits,
  toPrice,
} from './product_filters';

describe('filters in an address', () => {
  test('come back as they were written', () => {
    const filters = {
      categoryId: '47',
      brand: '岚图+',
      minPrice: '12.5',
      maxPrice: '300',
      inStock: true,
      sort: 'price-asc' as const,
    };
    expect(readFilters(new URLSearchParams(filtersToSearch(filters)))).toEqual(filters);
  });

  test('leave the address bare when there are none', () => {
    expect(filtersToSearch(noFilters)).toBe('');
    expect(readFilters(new URLSearchParams())).toEqual(noFilters);
  });

  test('that make no sense are ignored', () => {
    const parameters = new URLSearchParams('category=-1&min=abc&max=1e9&stock=yes&sort=sideways');
    expect(readFilters(parameters)).toEqual(noFilters);
  });

  test('put the lower price first', () => {
    const { minPrice, maxPrice } = readFilters(new URLSearchParams('min=100&max=9.9'));
    expect([minPrice, maxPrice]).toEqual(['9.9', '100']);
  });
});

describe('prices', () => {
  test.each([
    ['12.50', '12.5'],
    ['￥ 1,200', '1200'],
    ['012', '12'],
    ['0.5', '0.5'],
    ['12.999', '12.99'],
    ['0', ''],
    ['', ''],
    ['-3', ''],
    ['1e9', ''],
  ])('typed as "%s" are kept as "%s"', (typed, kept) => {
    expect(cleanPrice(typed)).toBe(kept);
  });

  test.each([
    ['12.5', '1250'],
    ['0.05', '5'],
    ['300', '30000'],
    ['999999999.99', '99999999999'],
  ])('of %s are %s of the smallest unit', (price, units) => {
    expect(toMinorUnits(price)).toBe(units);
    expect(toPrice(units)).toBe(price);
  });
});

test('a price band counts as one filter, the order as none', () => {
  const filters = { ...noFilters, sort: 'sales' as const, minPrice: '1', maxPrice: '2' };
  expect(countFilters(filters)).toBe(1);
  expect(countFilters({ ...filters, inStock: true, brand: 'b', categoryId: '1' })).toBe(4);
});

test('clearing the filters keeps the order', () => {
  const filters = { ...noFilters, sort: 'sales' as const, brand: 'b', inStock: true };
  expect(clearFilters(filters)).toEqual({ ...noFilters, sort: 'sales' });
});

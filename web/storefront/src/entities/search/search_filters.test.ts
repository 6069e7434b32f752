// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import {
  clearSearchFilters,
  countSearchFilters,
  noSearch,
  readSearch,
  searchToAddress,
  toggled,
  type SearchFilters,
} from './search_filters';

const full: SearchFilters = {
  query: '耳机 & co',
  categoryIds: ['47', '12'],
  brands: ['岚图+', 'Bose & Söhne'],
  tags: ['新品', '热卖'],
  attributes: ['颜色:红', '尺码:1:2'],
  minPrice: '12.5',
  maxPrice: '300',
  inStock: true,
  minRating: 4,
  sort: 'rating',
  exact: true,
};

const read = (text: string) => readSearch(new URLSearchParams(text));

describe('a search in an address', () => {
  test('comes back as it was written', () => {
    expect(read(searchToAddress(full))).toEqual(full);
  });

  test('has one name for each of several values', () => {
    expect(searchToAddress({ ...noSearch, query: 'x', brands: ['a', 'b'] })).toBe('?q=x&brand=a&brand=b');
  });

  test('leaves the address bare where nothing is searched for', () => {
    expect(searchToAddress(noSearch)).toBe('');
    expect(read('')).toEqual(noSearch);
  });

  test('ignores what makes no sense', () => {
    expect(
      read(
        'category=-1&brand=&tag=%20&attr=x&attr=:y&attr=z:&min=abc&stock=yes&rating=9&sort=sideways&exact=yes',
      ),
    ).toEqual(noSearch);
  });

  test('is cut to what the API takes', () => {
    const many = Array.from({ length: 30 }, (_, index) => `b${index}`);
    expect(read(searchToAddress({ ...noSearch, brands: many })).brands).toHaveLength(20);
    expect(read(`q=${'x'.repeat(200)}`).query).toHaveLength(100);
    expect(read('brand=a&brand=a&brand=%20a').brands).toEqual(['a']);
  });
});

test('each value counts as a filter, a price band as one, words and order as none', () => {
  expect(countSearchFilters(full)).toBe(2 + 2 + 2 + 2 + 1 + 1 + 1);
  expect(countSearchFilters({ ...noSearch, query: 'x', sort: 'sales', exact: true })).toBe(0);
});

test('clearing the filters keeps words and order', () => {
  const { query, sort, exact } = full;
  expect(clearSearchFilters(full)).toEqual({ ...noSearch, query, sort, exact });
});

test('choosing a value twice drops it again', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  const many = Array.from({ length: 20 }, (_, index) => `b${index}`);
  expect(toggled(many, 'new')).toHaveLength(20);
  expect(toggled(many, 'new')).toContain('new');
});

// SPDX-License-Identifier: Apache-2.0
// What narrows and orders a list of products, as the address of its page holds it: links, reloads and the back
// button show the same list. Prices are in the currency's main unit there, as people write them.
export const sorts = ['default', 'sales', 'newest', 'price-asc', 'price-desc'] as const;
export type Sort = (typeof sorts)[number];

export interface ProductFilters {
  // Part of the name.
  query: string;
  // Empty is any, also below.
  categoryId: string;
  brand: string;
  // "12.5"
  minPrice: string;
  maxPrice: string;
  inStock: boolean;
  sort: Sort;
}

export const noFilters: ProductFilters = {
  query: '',
  categoryId: '',
  brand: '',
  minPrice: '',
  maxPrice: '',
  inStock: false,
  sort: 'default',
};

// Anything that makes no sense is as if it were not there.
export function readFilters(parameters: URLSearchParams): ProductFilters {
  const text = (name: string, longest: number) => (parameters.get(name) ?? '').trim().slice(0, longest);
  const category = text('category', 19);
  const sort = text('sort', 20) as Sort;
  return {
    query: text('q', 100),
    categoryId: /^[1-9]\d*$/.test(category) ? category : '',
    brand: text('brand', 60),
    ...orderedBand(cleanPrice(text('min', 20)), cleanPrice(text('max', 20))),
    inStock: parameters.get('stock') === '1',
    sort: sorts.includes(sort) ? sort : 'default',
  };
}

// "?brand=…&sort=sales", or nothing at all without filters.
export function filtersToSearch(filters: ProductFilters): string {
  const parameters = new URLSearchParams();
  const set = (name: string, value: string) => value !== '' && parameters.set(name, value);
  set('q', filters.query);
  set('category', filters.categoryId);
  set('brand', filters.brand);
  set('min', filters.minPrice);
  set('max', filters.maxPrice);
  if (filters.inStock) parameters.set('stock', '1');
  if (filters.sort !== 'default') parameters.set('sort', filters.sort);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

// A price as somebody typed it: "￥ 012.50" is "12.5", and what is no price is nothing.
export function cleanPrice(typed: string): string {
  const match = /^[¥￥]?\s*0*(\d{1,9})(?:\.(\d{0,2})\d*)?$/.exec(typed.trim().replace(/[,，]/g, ''));
  if (!match) return '';
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  const text = decimals === '' ? (match[1] ?? '') : `${match[1]}.${decimals}`;
  return text === '0' ? '' : text;
}

// The lower one first, whichever way round they were typed.
export function orderedBand(min: string, max: string): { minPrice: string; maxPrice: string } {
  const turned = min !== '' && max !== '' && BigInt(toMinorUnits(min)) > BigInt(toMinorUnits(max));
  return turned ? { minPrice: max, maxPrice: min } : { minPrice: min, maxPrice: max };
}

// "12.5" is "1250", without floating point.
export function toMinorUnits(price: string): string {
  const [whole = '', decimals = ''] = price.split('.');
  return `${whole}${decimals.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
}

// How many filters beside text and order hold, for the button that opens them.
export function countFilters(filters: ProductFilters): number {
  return [
    filters.categoryId !== '',
    filters.brand !== '',
    filters.minPrice !== '' || filters.maxPrice !== '',
    filters.inStock,
  ].filter(Boolean).length;
}

// The same list without what narrows it, in the same order.
export function clearFilters(filters: ProductFilters): ProductFilters {
  return { ...noFilters, query: filters.query, sort: filters.sort };
}

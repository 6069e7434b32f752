// SPDX-License-Identifier: Apache-2.0
// What narrows and orders a list of products, as the address of its page holds it: links, reloads and the back
// button show the same list. Prices are in the currency's main unit there, as people write them.
export const sorts = ['default', 'sales', 'newest', 'price-asc', 'price-desc'] as const;
export type Sort = (typeof sorts)[number];

// What every list can be narrowed by.
export interface Narrowing {
  // Empty is any, also below.
  categoryId: string;
  // "12.5"
  minPrice: string;
  maxPrice: string;
  inStock: boolean;
}

export interface ProductFilters extends Narrowing {
  brand: string;
  sort: Sort;
}

export const noNarrowing: Narrowing = { categoryId: '', minPrice: '', maxPrice: '', inStock: false };

export const noFilters: ProductFilters = { ...noNarrowing, brand: '', sort: 'default' };

// Anything that makes no sense is as if it were not there.
export function readFilters(parameters: URLSearchParams): ProductFilters {
  const sort = parameters.get('sort') as Sort;
  return {
    ...readNarrowing(parameters),
    brand: trimmed(parameters.get('brand'), 60),
    sort: sorts.includes(sort) ? sort : 'default',
  };
}

export function readNarrowing(parameters: URLSearchParams): Narrowing {
  const text = (name: string) => trimmed(parameters.get(name), 20);
  const category = text('category');
  return {
    categoryId: /^[1-9]\d{0,18}$/.test(category) ? category : '',
    ...orderedBand(cleanPrice(text('min')), cleanPrice(text('max'))),
    inStock: parameters.get('stock') === '1',
  };
}

export function trimmed(text: string | null, longest: number): string {
  return (text ?? '').trim().slice(0, longest);
}

// "?brand=…&sort=sales", or nothing at all without filters.
export function filtersToSearch(filters: ProductFilters): string {
  const { brand, sort } = filters;
  return searchOf(filters, { brand, sort: sort === 'default' ? '' : sort });
}

// An address's part of what narrows a list and what else it holds: texts that are not empty.
export function searchOf(
  {
    categoryId,
    minPrice,
    maxPrice,
    inStock,
  }: Omit<Narrowing, 'categoryId'> & {
    categoryId: string | readonly string[];
  },
  others: Record<string, string | readonly string[]>,
): string {
  const parameters = new URLSearchParams();
  const entries = {
    ...others,
    category: categoryId,
    min: minPrice,
    max: maxPrice,
    stock: inStock ? '1' : '',
  };
  for (const [name, values] of Object.entries(entries)) {
    for (const value of [values].flat()) if (value !== '') parameters.append(name, value);
  }
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

// "12.5" is "1250", without floating point; `toPrice` is the way back.
export function toMinorUnits(price: string): string {
  const [whole = '', decimals = ''] = price.split('.');
  return `${whole}${decimals.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
}

export function toPrice(minorUnits: string): string {
  const digits = minorUnits.padStart(3, '0');
  return cleanPrice(`${digits.slice(0, -2)}.${digits.slice(-2)}`);
}

// How many filters beside the order hold, for the button that opens them.
export function countFilters(filters: ProductFilters): number {
  return countNarrowing(filters) + (filters.brand === '' ? 0 : 1);
}

export function countNarrowing({ categoryId, minPrice, maxPrice, inStock }: Narrowing): number {
  return [categoryId !== '', minPrice !== '' || maxPrice !== '', inStock].filter(Boolean).length;
}

// The same list without what narrows it, in the same order.
export function clearFilters({ sort }: ProductFilters): ProductFilters {
  return { ...noFilters, sort };
}

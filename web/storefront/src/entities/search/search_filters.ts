// SPDX-License-Identifier: Apache-2.0
// What is searched for, as the address of its page holds it: "?q=…&brand=…&brand=…&sort=sales".
import {
  countNarrowing,
  noNarrowing,
  readNarrowing,
  searchOf,
  sorts,
  trimmed,
  type Narrowing,
  type Sort,
} from '@/entities/catalogue/product_filters';

export type SearchSort = Sort | 'rating';

export interface SearchFilters extends Narrowing {
  query: string;
  brands: readonly string[];
  tags: readonly string[];
  // So many stars or more; 0 is any.
  minRating: number;
  sort: SearchSort;
  // The words are meant as they are written.
  exact: boolean;
}

export const noSearch: SearchFilters = {
  ...noNarrowing,
  query: '',
  brands: [],
  tags: [],
  minRating: 0,
  sort: 'default',
  exact: false,
};

// As many values of one kind as the API takes.
const VALUES = 20;

// Anything that makes no sense is as if it were not there.
export function readSearch(parameters: URLSearchParams): SearchFilters {
  const sort = parameters.get('sort') as SearchSort;
  const values = (name: string, longest: number) =>
    [...new Set(parameters.getAll(name).map((value) => trimmed(value, longest)))]
      .filter(Boolean)
      .slice(0, VALUES);
  const rating = parameters.get('rating') ?? '';
  return {
    ...readNarrowing(parameters),
    query: trimmed(parameters.get('q'), 100),
    brands: values('brand', 60),
    tags: values('tag', 30),
    minRating: /^[1-5]$/.test(rating) ? Number(rating) : 0,
    sort: sort === 'rating' || sorts.includes(sort) ? sort : 'default',
    exact: parameters.get('exact') === '1',
  };
}

export function searchToAddress(filters: SearchFilters): string {
  const { query, brands, tags, minRating, sort, exact } = filters;
  return searchOf(filters, {
    q: query,
    exact: exact ? '1' : '',
    brand: brands,
    tag: tags,
    rating: minRating === 0 ? '' : String(minRating),
    sort: sort === 'default' ? '' : sort,
  });
}

// How many filters beside words and order hold.
export function countSearchFilters(filters: SearchFilters): number {
  return (
    countNarrowing(filters) + filters.brands.length + filters.tags.length + (filters.minRating > 0 ? 1 : 0)
  );
}

// The same words in the same order, without what narrows them.
export function clearSearchFilters({ query, sort, exact }: SearchFilters): SearchFilters {
  return { ...noSearch, query, sort, exact };
}

// The values with this one among them, or without it where it was.
export function toggled(values: readonly string[], value: string): readonly string[] {
  if (values.includes(value)) return values.filter((each) => each !== value);
  return [...values, value].slice(-VALUES);
}

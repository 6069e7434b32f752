// SPDX-License-Identifier: Apache-2.0
// What is searched for, as the address of its page holds it: "?q=…&brand=…&brand=…&sort=sales".
import {
  countNarrowing,
  readNarrowing,
  searchOf,
  sorts,
  trimmed,
  type Narrowing,
  type Sort,
} from '@/entities/catalogue/product_filters';

export type SearchSort = Sort | 'rating';

export interface SearchFilters extends Omit<Narrowing, 'categoryId'> {
  query: string;
  // Each also below; empty is any.
  categoryIds: readonly string[];
  brands: readonly string[];
  tags: readonly string[];
  // "颜色:红"
  attributes: readonly string[];
  // So many stars or more; 0 is any.
  minRating: number;
  sort: SearchSort;
  // The words are meant as they are written.
  exact: boolean;
}

export const noSearch: SearchFilters = {
  query: '',
  categoryIds: [],
  brands: [],
  tags: [],
  attributes: [],
  minPrice: '',
  maxPrice: '',
  inStock: false,
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
  const { minPrice, maxPrice, inStock } = readNarrowing(parameters);
  return {
    categoryIds: values('category', 20).filter((id) => /^[1-9]\d{0,18}$/.test(id)),
    query: trimmed(parameters.get('q'), 100),
    brands: values('brand', 60),
    tags: values('tag', 30),
    attributes: values('attr', 90).filter((text) => attributeOf(text) !== undefined),
    minPrice,
    maxPrice,
    inStock,
    minRating: /^[1-5]$/.test(rating) ? Number(rating) : 0,
    sort: sort === 'rating' || sorts.includes(sort) ? sort : 'default',
    exact: parameters.get('exact') === '1',
  };
}

export function searchToAddress(filters: SearchFilters): string {
  const { query, categoryIds, brands, tags, attributes, minRating, sort, exact } = filters;
  return searchOf(
    { ...filters, categoryId: categoryIds },
    {
      q: query,
      exact: exact ? '1' : '',
      brand: brands,
      tag: tags,
      attr: attributes,
      rating: minRating === 0 ? '' : String(minRating),
      sort: sort === 'default' ? '' : sort,
    },
  );
}

// How many filters beside words and order hold.
export function countSearchFilters(filters: SearchFilters): number {
  const { categoryIds, brands, tags, attributes, minRating } = filters;
  return (
    countNarrowing({ ...filters, categoryId: '' }) +
    [categoryIds, brands, tags, attributes].reduce((sum, chosen) => sum + chosen.length, 0) +
    (minRating > 0 ? 1 : 0)
  );
}

// The same words in the same order, without what narrows them.
export function clearSearchFilters({ query, sort, exact }: SearchFilters): SearchFilters {
  return { ...noSearch, query, sort, exact };
}

// The name and the value of "颜色:红"; nothing for what is no attribute.
export function attributeOf(text: string): { name: string; value: string } | undefined {
  const match = /^([^:]+):(.+)$/.exec(text);
  return match ? { name: match[1] ?? '', value: match[2] ?? '' } : undefined;
}

// The values with this one among them, or without it where it was.
export function toggled(values: readonly string[], value: string): readonly string[] {
  if (values.includes(value)) return values.filter((each) => each !== value);
  return [...values, value].slice(-VALUES);
}

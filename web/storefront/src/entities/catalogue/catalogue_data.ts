// SPDX-License-Identifier: Apache-2.0
// Categories, lists of products and brands, as everybody sees them.
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { toMinorUnits, type ProductFilters, type Sort } from './product_filters';

export type ProductSummary = Schemas['ProductSummary'];

const MINUTE = 60_000;

// The whole tree; small, and most pages need some of it.
export const categoriesQuery = queryOptions({
  queryKey: ['catalogue', 'categories'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/categories', { signal }))).categories,
  staleTime: 10 * MINUTE,
});

export function useCategories() {
  return useQuery(categoriesQuery);
}

const orders: Record<Sort, string> = {
  default: 'default',
  sales: 'best_selling',
  newest: 'newest',
  'price-asc': 'price_asc',
  'price-desc': 'price_desc',
};

// Where a list belongs beside its filters.
export type ListFilters = Partial<ProductFilters> & { shopId?: string };

function queryOf(filters: ListFilters) {
  return {
    ...(filters.categoryId && { categoryId: filters.categoryId }),
    ...(filters.shopId && { shopId: filters.shopId }),
    ...(filters.brand && { brand: filters.brand }),
    ...(filters.minPrice && { minPrice: toMinorUnits(filters.minPrice) }),
    ...(filters.maxPrice && { maxPrice: toMinorUnits(filters.maxPrice) }),
    ...(filters.inStock && { inStock: true }),
    ...(filters.sort && filters.sort !== 'default' && { orderBy: orders[filters.sort] }),
  };
}

// A list of any length, page after page. Pages stay as they were read for a while, so that coming back from a
// product finds the same list at the same place.
export function productPagesQuery(filters: ListFilters, pageSize = 24) {
  const query = queryOf(filters);
  return infiniteQueryOptions({
    queryKey: ['catalogue', 'products', 'pages', query, pageSize],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/v1/products', {
          params: { query: { ...query, pageSize, ...(pageParam && { pageToken: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
    staleTime: 10 * MINUTE,
  });
}

export function useProductPages(filters: ListFilters, { pageSize = 24, enabled = true } = {}) {
  return useInfiniteQuery({
    ...productPagesQuery(filters, pageSize),
    select: (data) => data.pages.flatMap((page) => page.products),
    enabled,
    // While filters change, the list before stays in sight.
    placeholderData: keepPreviousData,
  });
}

// The first products of a list, for a row of a page.
export function productRowQuery(filters: ListFilters, pageSize: number) {
  const query = { ...queryOf(filters), pageSize };
  return queryOptions({
    queryKey: ['catalogue', 'products', 'row', query],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/v1/products', { params: { query }, signal }))).products,
    staleTime: 2 * MINUTE,
  });
}

export function useProductRow(filters: ListFilters, pageSize: number, enabled = true) {
  return useQuery({ ...productRowQuery(filters, pageSize), enabled });
}

// The brands of a category, those with most products first.
export function useBrands(categoryId: string) {
  return useQuery({
    queryKey: ['catalogue', 'brands', categoryId],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/v1/brands', {
            params: { query: { pageSize: 30, categoryId } },
            signal,
          }),
        )
      ).brands.map(({ brand }) => brand),
    staleTime: 10 * MINUTE,
  });
}

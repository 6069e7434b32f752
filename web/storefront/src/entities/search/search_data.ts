// SPDX-License-Identifier: Apache-2.0
// Searching for products.
import { keepPreviousData, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { ApiError } from '@ecommerce/shared/api/problem';
import { toMinorUnits } from '@/entities/catalogue/product_filters';
import { countSearchFilters, type SearchFilters, type SearchSort } from './search_filters';

type Found = Schemas['SearchProductsResponse'];
export type Facets = Schemas['Facets'];

const MINUTE = 60_000;
const PAGE_SIZE = 24;

const orders: Record<SearchSort, Schemas['SortOrder']> = {
  default: 'SORT_ORDER_RELEVANCE',
  sales: 'SORT_ORDER_SALES',
  newest: 'SORT_ORDER_NEWEST',
  rating: 'SORT_ORDER_RATING',
  'price-asc': 'SORT_ORDER_PRICE_ASC',
  'price-desc': 'SORT_ORDER_PRICE_DESC',
};

function queryOf(filters: SearchFilters, shopId: string | undefined) {
  const { query, categoryIds, brands, tags, attributes } = filters;
  const { minPrice, maxPrice, inStock, minRating, sort, exact } = filters;
  return {
    ...(query && { query }),
    ...(shopId && { shopId }),
    ...(categoryIds.length > 0 && { categoryIds: [...categoryIds] }),
    ...(brands.length > 0 && { brands: [...brands] }),
    ...(tags.length > 0 && { tags: [...tags] }),
    ...(attributes.length > 0 && { attributes: [...attributes] }),
    ...(minPrice && { minPrice: toMinorUnits(minPrice) }),
    ...(maxPrice && { maxPrice: toMinorUnits(maxPrice) }),
    ...(inStock && { inStock }),
    ...(minRating > 0 && { minRating }),
    ...(sort !== 'default' && { sort: orders[sort] }),
    ...(exact && { exact }),
    // Words are searched for once, however often the list is narrowed afterwards; and those of one shop's search are
    // not what the whole platform is searched for.
    ...(query && (shopId || sort !== 'default' || countSearchFilters(filters) > 0) && { unrecorded: true }),
  };
}

// What was found so far: all pages' products, and what the first page alone tells.
function together({ pages }: InfiniteData<Found>) {
  const [first] = pages;
  return {
    hits: pages.flatMap(({ hits }) => hits),
    total: Number(first?.total ?? 0),
    totalCapped: first?.totalCapped ?? false,
    facets: first?.facets,
    didYouMean: first?.didYouMean ?? '',
    corrected: first?.corrected ?? false,
  };
}

export type Finding = ReturnType<typeof together>;

// Pages stay as they were read for a while, so that coming back from a product finds the same list.
export function useSearch(filters: SearchFilters, shopId?: string) {
  const query = queryOf(filters, shopId);
  return useInfiniteQuery({
    queryKey: ['search', 'products', query],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/v1/search/products', {
          params: {
            query: {
              ...query,
              pageSize: PAGE_SIZE,
              ...(pageParam ? { pageToken: pageParam } : { withFacets: true }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    select: together,
    staleTime: 10 * MINUTE,
    // While filters change, the list before stays in sight.
    placeholderData: keepPreviousData,
  });
}

// Whether searching itself is what fails, while the rest of the shop may well work.
export function isUnavailable(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 500;
}

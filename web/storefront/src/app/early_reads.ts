// SPDX-License-Identifier: Apache-2.0
// What a page shows first is asked for while its code and the texts are still on their way: the page then finds the
// reply, or the request, in the cache.
import type { LoaderFunctionArgs, RouteObject } from 'react-router';
import { categoriesQuery, productPagesQuery, productRowQuery } from '@/features/catalogue/catalogue_data';
import { readFilters } from '@/features/catalogue/product_filters';
import { productQuery } from '@/features/product/product_data';
import { queryClient } from './query_client';

type Early = Pick<RouteObject, 'loader' | 'shouldRevalidate'>;

function early(read: (route: LoaderFunctionArgs) => void): Early {
  return {
    loader: (route) => {
      read(route);
      return null;
    },
    // Another order or option is the page's own business.
    shouldRevalidate: ({ currentUrl, nextUrl }) => currentUrl.pathname !== nextUrl.pathname,
  };
}

const ID = /^[1-9]\d{0,18}$/;

export const home = early(() => {
  void queryClient.prefetchQuery(categoriesQuery);
  void queryClient.prefetchQuery(productRowQuery({ sort: 'newest' }, 6));
});

export const category = early(({ params: { categoryId = '' }, request }) => {
  if (!ID.test(categoryId)) return;
  const filters = { ...readFilters(new URL(request.url).searchParams), categoryId };
  void queryClient.prefetchInfiniteQuery(productPagesQuery(filters));
  void queryClient.prefetchQuery(categoriesQuery);
});

export const product = early(({ params: { productId = '' } }) => {
  if (ID.test(productId)) void queryClient.prefetchQuery(productQuery(productId));
});

// SPDX-License-Identifier: Apache-2.0
// What a page shows first is asked for while its code and the texts are still on their way: the page then finds the
// reply, or the request, in the cache.
import type { LoaderFunctionArgs, RouteObject } from 'react-router';
import { categoriesQuery, productPagesQuery, productRowQuery } from '@/entities/catalogue/catalogue_data';
import { readFilters } from '@/entities/catalogue/product_filters';
import { productQuery } from '@/features/product/product_data';
import { queryClient } from './query_client';

type Prefetched = Pick<RouteObject, 'loader' | 'shouldRevalidate'>;

function prefetched(read: (route: LoaderFunctionArgs) => void): Prefetched {
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

export const home = prefetched(() => {
  void queryClient.prefetchQuery(categoriesQuery);
  void queryClient.prefetchQuery(productRowQuery({ sort: 'newest' }, 6));
});

export const category = prefetched(({ params: { categoryId = '' }, request }) => {
  if (!ID.test(categoryId)) return;
  const filters = { ...readFilters(new URL(request.url).searchParams), categoryId };
  void queryClient.prefetchInfiniteQuery(productPagesQuery(filters));
  void queryClient.prefetchQuery(categoriesQuery);
});

export const product = prefetched(({ params: { productId = '' } }) => {
  if (ID.test(productId)) void queryClient.prefetchQuery(productQuery(productId));
});

// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useCategories, useProductPages } from './catalogue_data';
import { facetsOf, type Facets } from './facets';
import type { ProductFilters } from './product_filters';

// What a shop's products can be narrowed by: what they have while neither category nor brand is chosen. Mostly that
// list is the very one on the page, or the one that was there before the choice.
export function useFacets(filters: ProductFilters, shopId: string): Facets {
  const { categoryId, brand } = filters;
  const { data: tree } = useCategories();
  const wide = useProductPages({ ...filters, shopId, categoryId: '', brand: '' });
  return useMemo(
    () => ({
      ...facetsOf(wide.data ?? [], tree ?? [], { categoryId, brand }),
      pending: wide.isPending,
    }),
    [wide.data, wide.isPending, tree, categoryId, brand],
  );
}

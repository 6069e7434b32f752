// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useCategories, useProductPages, type ListFilters } from './catalogue_data';
import { facetsOf, type Facets } from './facets';
import type { ProductFilters } from './product_filters';

// What a search or a shop can be narrowed by: what its products have while neither category nor brand is chosen.
// Mostly that list is the very one on the page, or the one that was there before the choice.
export function useFacets(filters: ProductFilters, scope: Pick<ListFilters, 'shopId'> = {}): Facets {
  const { data: tree } = useCategories();
  const wide = useProductPages({ ...filters, ...scope, categoryId: '', brand: '' });
  const { categoryId, brand } = filters;
  return useMemo(
    () => ({
      ...facetsOf(wide.data ?? [], tree ?? [], { categoryId, brand }),
      pending: wide.isPending,
    }),
    [wide.data, wide.isPending, tree, categoryId, brand],
  );
}

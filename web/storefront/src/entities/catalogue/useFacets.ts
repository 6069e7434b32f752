// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useBrands, useCategories, useProductPages, type ListFilters } from './catalogue_data';
import { facetsOf, topFacets, type Facets } from './facets';
import type { ProductFilters } from './product_filters';

// What a search or a shop can be narrowed by: what its products have while neither category nor brand is chosen.
// Mostly that list is the very one on the page, or the one that was there before the choice. All products of the
// platform are narrowed by top categories and by the brands that have most of them.
export function useFacets(filters: ProductFilters, scope: Pick<ListFilters, 'shopId'> = {}): Facets {
  const { categoryId, brand } = filters;
  const everything = filters.query === '' && !scope.shopId;
  const { data: tree } = useCategories();
  const wide = useProductPages({ ...filters, ...scope, categoryId: '', brand: '' }, { enabled: !everything });
  const brands = useBrands(categoryId, everything);
  return useMemo(
    () =>
      everything
        ? { ...topFacets(tree ?? [], brands.data ?? [], { categoryId, brand }), pending: brands.isPending }
        : {
            ...facetsOf(wide.data ?? [], tree ?? [], { categoryId, brand }),
            pending: wide.isPending,
          },
    [everything, wide.data, wide.isPending, brands.data, brands.isPending, tree, categoryId, brand],
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { filtersToSearch, readFilters, type ProductFilters } from './product_filters';

// The filters in this page's address. Changing them takes the place of the address before, so that "back" leaves
// the list; the page stays where it is.
export function useFilters(): [ProductFilters, (change: Partial<ProductFilters>) => void] {
  const [parameters] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const filters = useMemo(() => readFilters(parameters), [parameters]);
  return [
    filters,
    (change) =>
      void navigate(pathname + filtersToSearch({ ...filters, ...change }), {
        replace: true,
        preventScrollReset: true,
      }),
  ];
}

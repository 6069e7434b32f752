// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { filtersToSearch, readFilters, type ProductFilters } from './product_filters';

// The filters in this page's address. Changing them takes the place of the address before, so that "back" leaves
// the list; the page stays where it is.
export function useFilters(): [ProductFilters, (change: Partial<ProductFilters>) => void] {
  const [parameters] = useSearchParams();
  const { key, pathname } = useLocation();
  const navigate = useNavigate();
  const written = useMemo(() => readFilters(parameters), [parameters]);
  // The address follows a moment later; what was pressed shows at once.
  const [ahead, setAhead] = useState<{ of: string; filters: ProductFilters }>();
  const filters = ahead?.of === key ? ahead.filters : written;
  return [
    filters,
    (change) => {
      const next = { ...filters, ...change };
      setAhead({ of: key, filters: next });
      void navigate(pathname + filtersToSearch(next), { replace: true, preventScrollReset: true });
    },
  ];
}

// SPDX-License-Identifier: Apache-2.0
import { filtersToSearch, readFilters, type ProductFilters } from './product_filters';
import { useAddressState } from './useAddressState';

// The filters in this page's address.
export function useFilters(): [ProductFilters, (change: Partial<ProductFilters>) => void] {
  return useAddressState(readFilters, filtersToSearch);
}

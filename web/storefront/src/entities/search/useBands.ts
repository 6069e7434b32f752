// SPDX-License-Identifier: Apache-2.0
import { useBandText } from '@/entities/catalogue/PriceBand';
import { toMinorUnits, toPrice, type Narrowing } from '@/entities/catalogue/product_filters';
import type { Facets } from './search_data';

type Band = Pick<Narrowing, 'minPrice' | 'maxPrice'>;

// The price bands of a search, and how to say one: theirs end a cent below the next one's beginning, which is said
// instead, "200–300" rather than "200–299.99".
export function useBands(facets: Facets | undefined) {
  const bandText = useBandText();
  const bands = (facets?.priceBands ?? []).map(({ minPrice, maxPrice, count }) => ({
    minPrice: toPrice(minPrice),
    maxPrice: toPrice(maxPrice),
    count,
  }));
  const beginnings = new Set(bands.map(({ minPrice }) => minPrice));
  const text = ({ minPrice, maxPrice }: Band) => {
    const next = maxPrice && toPrice(String(BigInt(toMinorUnits(maxPrice)) + 1n));
    return bandText({ minPrice, maxPrice: beginnings.has(next) ? next : maxPrice });
  };
  return { bands, text };
}

// SPDX-License-Identifier: Apache-2.0
// What a product costs before a SKU is chosen, and with one.
import type { Money } from '@ecommerce/shared/i18n/format';
import type { Product } from './options';

export interface Offer {
  low: Money | undefined;
  // Not set where all SKUs cost the same.
  high: Money | undefined;
  // The crossed-out price; with different prices only that of a chosen SKU says anything.
  list: Money | undefined;
}

export function offerOf(skus: Product['skus']): Offer {
  const sorted = skus
    .filter((sku) => sku.price)
    .sort((a, b) => {
      const difference = BigInt(a.price?.minorUnits ?? 0) - BigInt(b.price?.minorUnits ?? 0);
      return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    });
  const low = sorted[0]?.price;
  const high = sorted.at(-1)?.price;
  const ranges = low?.minorUnits !== high?.minorUnits;
  return { low, high: ranges ? high : undefined, list: ranges ? undefined : sorted[0]?.listPrice };
}

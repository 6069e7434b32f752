// SPDX-License-Identifier: Apache-2.0
// What of a product is seen: its pictures with those of its SKUs, and its price before a SKU is chosen.
import type { Schemas } from '@ecommerce/shared/api/client';
import type { Money } from '@ecommerce/shared/i18n/format';
import type { Product } from './options';

type Picture = Schemas['Picture'];

// The product's pictures, then those of SKUs that are not among them.
export function galleryPictures({ pictures, skus }: Pick<Product, 'pictures' | 'skus'>): Picture[] {
  const all = new Map(pictures.map((picture) => [picture.url, picture]));
  for (const { picture } of skus) {
    if (picture && !all.has(picture.url)) all.set(picture.url, picture);
  }
  return [...all.values()];
}

// A picture for each value of the option that SKUs' pictures tell apart, as colours do; none for other options.
export function valuePictures(
  { options, skus }: Pick<Product, 'options' | 'skus'>,
  option: number,
): ReadonlyMap<string, Picture> {
  const none = new Map<string, Picture>();
  const found = new Map<string, Picture>();
  for (const sku of skus) {
    const value = sku.optionValues[option];
    if (value === undefined || !sku.picture) return none;
    const known = found.get(value);
    if (known && known.url !== sku.picture.url) return none;
    found.set(value, sku.picture);
  }
  const different = new Set([...found.values()].map(({ url }) => url));
  const count = options[option]?.values.length ?? 0;
  return count > 1 && different.size === found.size ? found : none;
}

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

// Plain text; an empty line parts paragraphs.
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

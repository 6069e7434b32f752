// SPDX-License-Identifier: Apache-2.0
// A product's pictures, with those of its SKUs.
import type { Schemas } from '@ecommerce/shared/api/client';
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

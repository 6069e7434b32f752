// SPDX-License-Identifier: Apache-2.0
// What a list of products can be narrowed by, as far as the products that are there tell.
import type { ProductSummary } from './catalogue_data';
import { flatten, type Category } from './category_tree';

export interface Facets {
  categories: readonly Category[];
  brands: readonly string[];
  // Whether they are still on their way.
  pending?: boolean;
}

// Categories and brands of the products, those of most products first. One that is chosen is always among them.
export function facetsOf(
  products: readonly Pick<ProductSummary, 'categoryId' | 'brand'>[],
  tree: readonly Category[],
  chosen: { categoryId: string; brand: string },
): Facets {
  const known = new Map(flatten(tree).map((category) => [category.id, category]));
  const ids = byCount(products.map(({ categoryId }) => categoryId));
  const brands = byCount(products.map(({ brand }) => brand).filter(Boolean));
  return {
    categories: withChosen(ids, chosen.categoryId)
      .map((id) => known.get(id))
      .filter((category) => category !== undefined),
    brands: withChosen(brands, chosen.brand),
  };
}

function byCount(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

export function withChosen(names: readonly string[], chosen: string): string[] {
  return chosen === '' || names.includes(chosen) ? [...names] : [chosen, ...names];
}

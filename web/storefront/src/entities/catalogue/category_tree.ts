// SPDX-License-Identifier: Apache-2.0
// Finding things in the tree of categories, which pages hold as a whole.
import type { Schemas } from '@ecommerce/shared/api/client';

export type Category = Schemas['Category'];

// The way from the top level to a category, both included; empty where there is no such category.
export function pathTo(tree: readonly Category[], id: string): Category[] {
  for (const category of tree) {
    if (category.id === id) return [category];
    const below = pathTo(category.children, id);
    if (below.length > 0) return [category, ...below];
  }
  return [];
}

// What can be chosen from a category on: the categories below it, or beside it where nothing is below.
export function neighbours(path: readonly Category[]): Category[] {
  const last = path.at(-1);
  if (!last) return [];
  return last.children.length > 0 ? last.children : (path.at(-2)?.children ?? []);
}

export function flatten(tree: readonly Category[]): Category[] {
  return tree.flatMap((category) => [category, ...flatten(category.children)]);
}

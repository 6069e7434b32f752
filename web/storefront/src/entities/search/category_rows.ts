// SPDX-License-Identifier: Apache-2.0
// The categories that a search can be narrowed by, out of the counts of those without children.
import { flatten, pathTo, type Category } from '@/entities/catalogue/category_tree';

export interface CategoryRow {
  category: Category;
  // Products in it and below it.
  count: number;
  // How far below the top row it stands.
  depth: number;
}

// More than that are shown level by level.
const AT_ONCE = 10;

// A few are a list; many are their top levels, opened along the way to the one that is chosen. Most products first;
// what is chosen is there also without any.
export function categoryRows(
  tree: readonly Category[],
  counts: readonly { value: string; count: string }[],
  chosen: string,
): CategoryRow[] {
  const own = new Map(counts.map(({ value, count }) => [value, Number(count)]));
  const within = (category: Category): number =>
    category.children.reduce((sum, child) => sum + within(child), own.get(category.id) ?? 0);
  const rows = (categories: readonly Category[], depth: number): CategoryRow[] =>
    categories
      .map((category) => ({ category, count: within(category), depth }))
      .filter(({ category, count }) => count > 0 || way.includes(category))
      .sort((a, b) => b.count - a.count);
  const way = pathTo(tree, chosen);
  const some = flatten(tree).filter(({ id }) => (own.get(id) ?? 0) > 0);
  if (some.length <= AT_ONCE) {
    const last = way.at(-1);
    return rows(last && !some.includes(last) ? [last, ...some] : some, 0);
  }
  const opened = (categories: readonly Category[], depth: number): CategoryRow[] =>
    rows(categories, depth).flatMap((row) =>
      way.includes(row.category) ? [row, ...opened(row.category.children, depth + 1)] : [row],
    );
  return opened(tree, 0);
}

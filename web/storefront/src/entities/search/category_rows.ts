// SPDX-License-Identifier: Apache-2.0
// The categories that a search can be narrowed by, out of the counts of those without children.
import { flatten, pathTo, type Category } from '@/entities/catalogue/category_tree';
import { toggled } from './search_filters';

export interface CategoryRow {
  category: Category;
  // Products in it and below it.
  count: number;
  // How far below the top row it stands.
  depth: number;
}

// More than that are shown level by level.
const AT_ONCE = 10;

// A few are a list; many are their top levels, opened along the ways to those that are chosen. Most products first;
// what is chosen is there also without any.
export function categoryRows(
  tree: readonly Category[],
  counts: readonly { value: string; count: string }[],
  chosen: readonly string[],
): CategoryRow[] {
  const own = new Map(counts.map(({ value, count }) => [value, Number(count)]));
  const within = (category: Category): number =>
    category.children.reduce((sum, child) => sum + within(child), own.get(category.id) ?? 0);
  const rows = (categories: readonly Category[], depth: number): CategoryRow[] =>
    categories
      .map((category) => ({ category, count: within(category), depth }))
      .filter(({ category, count }) => count > 0 || way.includes(category))
      .sort((a, b) => b.count - a.count);
  const ways = chosen.map((id) => pathTo(tree, id));
  const way = ways.flat();
  const some = flatten(tree).filter(({ id }) => (own.get(id) ?? 0) > 0);
  if (some.length <= AT_ONCE) {
    const others = ways.flatMap((path) => path.slice(-1)).filter((last) => !some.includes(last));
    return rows([...others, ...some], 0);
  }
  const opened = (categories: readonly Category[], depth: number): CategoryRow[] =>
    rows(categories, depth).flatMap((row) =>
      way.includes(row.category) ? [row, ...opened(row.category.children, depth + 1)] : [row],
    );
  return opened(tree, 0);
}

// The chosen ones with this one among them, or without it where it was. A category stands for all below it: choosing
// one drops those above it and those below it.
export function toggledCategory(
  tree: readonly Category[],
  chosen: readonly string[],
  id: string,
): readonly string[] {
  if (chosen.includes(id)) return chosen.filter((other) => other !== id);
  const path = pathTo(tree, id);
  const related = new Set([...path, ...flatten(path.slice(-1))].map((category) => category.id));
  return toggled(
    chosen.filter((other) => !related.has(other)),
    id,
  );
}

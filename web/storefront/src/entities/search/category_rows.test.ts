// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Category } from '@/entities/catalogue/category_tree';
import { categoryRows, toggledCategory } from './category_rows';

function category(id: string, children: Category[] = []): Category {
  return {
    id,
    name: `n${id}`,
    nameEn: '',
    level: 1,
    parentId: '0',
    sortOrder: 0,
    isLeaf: children.length === 0,
    attributes: [],
    children,
  };
}

// Two tops, 1 and 2; below 1 are 10 to 17, below 2 are 20 to 27.
const tree = ['1', '2'].map((top) =>
  category(
    top,
    Array.from({ length: 8 }, (_, index) => category(`${top}${index}`)),
  ),
);
const counts = (...entries: [string, number][]) =>
  entries.map(([value, count]) => ({ value, count: String(count) }));
const shown = (rows: ReturnType<typeof categoryRows>) =>
  rows.map(({ category: { id }, count, depth }) => `${'>'.repeat(depth)}${id}:${count}`);

const many = counts(
  ...tree.flatMap(({ children }) => children.map(({ id }): [string, number] => [id, Number(id)])),
);

describe('categories of a search', () => {
  test('are a list while they are few, most products first', () => {
    expect(shown(categoryRows(tree, counts(['10', 3], ['22', 8], ['99', 1]), []))).toEqual(['22:8', '10:3']);
  });

  test('are top levels with all that is below them where they are many', () => {
    expect(shown(categoryRows(tree, many, []))).toEqual(['2:188', '1:108']);
  });

  test('open on the way to the one that is chosen', () => {
    const rows = shown(categoryRows(tree, many, ['13']));
    expect(rows.slice(0, 3)).toEqual(['2:188', '1:108', '>17:17']);
    expect(rows).toHaveLength(10);
    expect(rows).toContain('>13:13');
  });

  test('have the chosen one also without products', () => {
    expect(shown(categoryRows(tree, counts(['22', 8]), ['10']))).toEqual(['22:8', '10:0']);
    expect(shown(categoryRows(tree, counts(['22', 8], ['10', 3]), ['1']))).toEqual(['22:8', '1:3', '10:3']);
    expect(categoryRows(tree, [], ['77'])).toEqual([]);
  });

  test('open on the ways to all that are chosen', () => {
    const rows = shown(categoryRows(tree, many, ['13', '2']));
    expect(rows).toHaveLength(18);
    expect(rows.slice(0, 2)).toEqual(['2:188', '>27:27']);
    expect(shown(categoryRows(tree, counts(['22', 8]), ['10', '11']))).toEqual(['22:8', '10:0', '11:0']);
  });

  test('are chosen with all below them, so never together with those', () => {
    expect(toggledCategory(tree, ['10'], '22')).toEqual(['10', '22']);
    expect(toggledCategory(tree, ['10', '22'], '10')).toEqual(['22']);
    expect(toggledCategory(tree, ['10', '22', '11'], '1')).toEqual(['22', '1']);
    expect(toggledCategory(tree, ['22', '1'], '13')).toEqual(['22', '13']);
  });
});

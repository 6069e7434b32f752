// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { flattened, leavesBeside, parentsFor, type Category } from './tree';

function category(id: string, level: number, children: Category[] = []): Category {
  return {
    id,
    parentId: '0',
    name: id,
    nameEn: '',
    sortOrder: 0,
    level,
    isLeaf: children.length === 0,
    attributes: [],
    children,
  };
}

const tree = [category('a', 1, [category('b', 2, [category('c', 3)]), category('d', 2)]), category('e', 1)];
const ids = (list: Category[]) => list.map(({ id }) => id).join('');

it('lists each category before its children', () => {
  expect(ids(flattened(tree))).toBe('abcde');
});

it('offers a new one every place that is not too deep', () => {
  expect(ids(parentsFor(tree, undefined))).toBe('abde');
});

it('moves nothing below itself, or so that the tree gets too deep', () => {
  const [a, b] = flattened(tree);
  expect(ids(parentsFor(tree, b))).toBe('ae');
  expect(ids(parentsFor(tree, a))).toBe('');
});

it('moves products to other leaves', () => {
  expect(ids(leavesBeside(tree, 'c'))).toBe('de');
});

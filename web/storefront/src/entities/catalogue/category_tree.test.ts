// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { neighbours, pathTo, type Category } from './category_tree';

function category(
  id: string,
  name: string,
  nameEn: string,
  level: number,
  children: Category[] = [],
): Category {
  return {
    id,
    name,
    nameEn,
    level,
    children,
    parentId: '0',
    sortOrder: 0,
    isLeaf: children.length === 0,
    attributes: [],
  };
}

const headphones = category('4', '头戴耳机', 'Headphones', 3);
const earbuds = category('5', '真无线耳机', 'Earbuds', 3);
const audio = category('2', '影音娱乐', 'Audio', 2, [headphones, earbuds]);
const phones = category('1', '手机数码', 'Phones & Digital', 1, [audio]);
const tree = [category('9', '图书', 'Books', 1), phones];

test('the way to a category starts at the top level', () => {
  expect(pathTo(tree, '4')).toEqual([phones, audio, headphones]);
});

test('there is no way to a category that is not there', () => {
  expect(pathTo(tree, '77')).toEqual([]);
});

test('a category offers what is below it, a lowest one what is beside it', () => {
  expect(neighbours([phones, audio])).toEqual([headphones, earbuds]);
  expect(neighbours([phones, audio, headphones])).toEqual([headphones, earbuds]);
  expect(neighbours([])).toEqual([]);
});

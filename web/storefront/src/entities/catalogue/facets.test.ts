// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Category } from './category_tree';
import { facetsOf } from './facets';

const [cups, pans] = ['1', '2'].map((id): Category => ({
  id,
  name: id,
  nameEn: id,
  level: 1,
  children: [],
  parentId: '0',
  sortOrder: 0,
  isLeaf: true,
  attributes: [],
})) as [Category, Category];

const products = [
  { categoryId: '1', brand: 'a' },
  { categoryId: '2', brand: 'b' },
  { categoryId: '2', brand: '' },
  { categoryId: '77', brand: 'b' },
];

test('what most products have comes first, and what nobody knows is left out', () => {
  expect(facetsOf(products, [cups, pans], { categoryId: '', brand: '' })).toEqual({
    categories: [pans, cups],
    brands: ['b', 'a'],
  });
});

test('what is chosen can be seen also when no product has it', () => {
  expect(facetsOf([], [cups, pans], { categoryId: '1', brand: 'z' })).toEqual({
    categories: [cups],
    brands: ['z'],
  });
});

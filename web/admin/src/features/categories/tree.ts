// SPDX-License-Identifier: Apache-2.0
// The category tree as lines, and where in it a category can be moved.
import type { Schemas } from '@ecommerce/shared/api/client';

export type Category = Schemas['Category'];

const DEEPEST = 3;

// Each before its children.
export function flattened(tree: Category[]): Category[] {
  return tree.flatMap((category) => [category, ...flattened(category.children)]);
}

// How many levels it has, itself included.
function height(category: Category): number {
  return 1 + Math.max(0, ...category.children.map(height));
}

// Those that can have it below them: not itself, nothing below it, and none so deep that the tree gets too deep.
export function parentsFor(tree: Category[], category: Category | undefined): Category[] {
  const levels = category ? height(category) : 1;
  const without = (list: Category[]): Category[] =>
    list.filter(({ id }) => id !== category?.id).flatMap((each) => [each, ...without(each.children)]);
  return without(tree).filter(({ level }) => level + levels <= DEEPEST);
}

// Where products of a category that goes can move.
export function leavesBeside(tree: Category[], id: string): Category[] {
  return flattened(tree).filter((category) => category.isLeaf && category.id !== id);
}

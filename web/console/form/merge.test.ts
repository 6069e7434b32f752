// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { changedNames, merge } from './merge';

const base = { name: 'Cup', price: '100', tags: ['a'] };

describe('two who change the same thing', () => {
  it('keep both changes where they are of different fields', () => {
    const merged = merge(base, { ...base, name: 'Mug' }, { ...base, tags: ['a', 'b'] });
    expect(merged).toEqual({
      values: { name: 'Mug', price: '100', tags: ['a', 'b'] },
      taken: ['tags'],
      clashes: [],
    });
  });

  it('have to decide where they are of one', () => {
    const merged = merge(base, { ...base, price: '120' }, { ...base, price: '90' });
    expect(merged.values.price).toBe('120');
    expect(merged.clashes).toEqual(['price']);
  });

  it('agree where they did the same', () => {
    expect(merge(base, { ...base, price: '90' }, { ...base, price: '90' }).clashes).toEqual([]);
  });
});

it('knows what was changed, and changed back', () => {
  expect(changedNames(base, { ...base, tags: ['b'] })).toEqual(['tags']);
  expect(changedNames(base, { ...base, tags: ['a'] })).toEqual([]);
});

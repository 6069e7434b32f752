// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { parseViews, VIEWS_MAX, viewOf, withView } from './views';

it('are filters, not places', () => {
  expect(viewOf(new URLSearchParams('status=PAID&page=abc&no=1'))).toBe('no=1&status=PAID');
  expect(viewOf(new URLSearchParams('page=abc'))).toBe('');
});

it('have one name each, and an end', () => {
  const views = [
    { name: 'a', search: 'x=1' },
    { name: 'b', search: 'x=2' },
  ];
  expect(withView(views, { name: 'a', search: 'x=3' })).toEqual([views[1], { name: 'a', search: 'x=3' }]);
  const many = Array.from({ length: VIEWS_MAX }, (_, index) => ({ name: String(index), search: '' }));
  expect(withView(many, { name: 'new', search: '' }).map(({ name }) => name)).toEqual([
    ...many.slice(1).map(({ name }) => name),
    'new',
  ]);
});

it('are read again, whatever lies there', () => {
  const views = [{ name: 'a', search: 'x=1' }];
  expect(parseViews(JSON.stringify(views))).toEqual(views);
  for (const text of [null, '', '{', '{}', '[1, null, {"name": 1, "search": ""}]'])
    expect(parseViews(text)).toEqual([]);
});

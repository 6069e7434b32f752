// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { routes } from './routes';

// "/orders/{}" for each page that there is.
function pages(list: RouteObject[], above = ''): string[] {
  return list.flatMap((route) => {
    const path = route.path === undefined ? above : `${above}/${route.path}`;
    const below = pages(route.children ?? [], path);
    return route.lazy && !route.path?.includes('*') ? [path || '/', ...below] : below;
  });
}

const nameless = (path: string) => path.replace(/:\w+|\{\w+\}/g, '{}');

test('the gateway knows every page', () => {
  const file = readFileSync(new URL('../../public/addresses.txt', import.meta.url), 'utf8');
  const listed = file.split('\n').filter((line) => line && !line.startsWith('#'));
  const addresses = listed.map((line) => nameless(line.split(' ')[0] ?? ''));
  expect([...new Set(addresses)].sort()).toEqual([...new Set(pages(routes).map(nameless))].sort());
  expect(addresses).toHaveLength(new Set(addresses).size);
});

// SPDX-License-Identifier: Apache-2.0
// The test of an app's addresses.txt: the gateway knows every page, and no other.
import { readFileSync } from 'node:fs';
import type { RouteObject } from 'react-router';
import { expect, test } from 'vitest';

// "/orders/{}" for each page that there is.
function pages(list: RouteObject[], above = ''): string[] {
  return list.flatMap((route) => {
    const path = route.path === undefined ? above : `${above}/${route.path}`;
    const below = pages(route.children ?? [], path);
    return route.lazy && !route.path?.includes('*') ? [path || '/', ...below] : below;
  });
}

const nameless = (path: string) => path.replace(/:\w+|\{\w+\}/g, '{}');

export function testAddresses(routes: RouteObject[], file: URL) {
  test('the gateway knows every page', () => {
    const listed = readFileSync(file, 'utf8').split('\n');
    const lines = listed.filter((line) => line && !line.startsWith('#'));
    const addresses = lines.map((line) => nameless(line.split(' ')[0] ?? ''));
    expect([...new Set(addresses)].sort()).toEqual([...new Set(pages(routes).map(nameless))].sort());
    expect(addresses).toHaveLength(new Set(addresses).size);
  });
}

// SPDX-License-Identifier: Apache-2.0
// What a browser loads for the console's first page.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, it } from 'vitest';

const dist = join(import.meta.dirname, '../../dist');
const url = inject('shop');

it('is less than 350 kB of code and styles', () => {
  const index = readFileSync(join(dist, 'index.html'), 'utf8');
  const linked = [...index.matchAll(/(?:src|href)="\/admin\/(assets\/[^"]+)"/g)].map(
    ([, path]) => path ?? '',
  );
  // And what the overview asks for next: itself and one language.
  const names = readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`);
  const next = names.filter((name) => /\/(OverviewPage|texts-zh-CN)-[^.]+\.(js|css)$/.test(name));
  expect(next.length).toBeGreaterThanOrEqual(3);
  const bytes = [...new Set([...linked, ...next])]
    .map((path) => gzipSync(readFileSync(join(dist, path))).length)
    .reduce((sum, size) => sum + size, 0);
  expect(linked.length).toBeGreaterThan(2);
  expect(bytes).toBeLessThan(350_000);
});

it('allows no styles and scripts in the page, and says what is no page', async () => {
  const accept = { accept: 'text/html' };
  const page = await fetch(`${url}/admin`, { headers: accept });
  expect(page.status).toBe(200);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("style-src 'self';");
  expect(policy).not.toContain('unsafe');
  expect((await fetch(`${url}/admin/no/such`, { headers: accept })).status).toBe(404);
});

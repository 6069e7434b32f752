// SPDX-License-Identifier: Apache-2.0
// The test of what a browser loads for a console's first page, and what the gateway lets it do.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, it } from 'vitest';

const BYTES_MAX = 350_000;

// `dist` is where the console was built.
export function testConsoleFirstPage(path: string, dist: string) {
  const url = inject('shop');

  it('is less than 350 kB of code and styles', () => {
    const index = readFileSync(join(dist, 'index.html'), 'utf8');
    const linked = [...index.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map(([, address]) => address ?? '')
      .filter((address) => address.startsWith(`${path}/assets/`))
      .map((address) => address.slice(path.length + 1));
    // And what the overview asks for next: itself and one language.
    const names = readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`);
    const next = names.filter((name) => /\/(OverviewPage|texts-zh-CN)-[^.]+\.(js|css)$/.test(name));
    expect(next.length).toBeGreaterThanOrEqual(3);
    const bytes = [...new Set([...linked, ...next])]
      .map((name) => gzipSync(readFileSync(join(dist, name))).length)
      .reduce((sum, size) => sum + size, 0);
    expect(linked.length).toBeGreaterThan(2);
    expect(bytes).toBeLessThan(BYTES_MAX);
  });

  it('allows no styles and scripts in the page, and says what is no page', async () => {
    const accept = { accept: 'text/html' };
    const page = await fetch(url + path, { headers: accept });
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect((await fetch(`${url}${path}/no/such`, { headers: accept })).status).toBe(404);
  });
}

// SPDX-License-Identifier: Apache-2.0
// What holds for every page, whoever looks at it: it can be used by everybody, it fits, and nothing complains.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  accessibilityProblems,
  type Look,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
} from '@ecommerce/shared/testing/visitor';
import { allPages } from '../support/all_pages';
import { texts } from '../support/shopping';

const url = inject('shop');
const app = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(app, 'dist');

let browser: Browser;
let scene: Awaited<ReturnType<typeof allPages>>;

beforeAll(async () => {
  browser = await openBrowser();
  scene = await allPages(url);
});
afterAll(() => browser?.close());

// Text of the other language where it should not be is easy to see: Chinese characters in English controls.
async function chineseControls(page: Page): Promise<string[]> {
  const labels = await page.locator('header button, header a, footer a, main h1, main label').allInnerTexts();
  return labels.filter((label) => /\p{Script=Han}/u.test(label) && label !== '中文');
}

async function widerThanTheScreen(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function visitAll(look: Look, check: (page: Page, name: string) => Promise<void>) {
  const guest = await Visitor.come(browser, url, look);
  const owner = await Visitor.come(browser, url, look);
  await signInQuietly(owner, scene.shopper.account);
  for (const { name, path, own } of scene.visits) {
    const { page } = own ? owner : guest;
    await open(page, path);
    await check(page, name);
  }
  expect([...guest.complaints, ...owner.complaints]).toEqual([]);
  await guest.leave();
  await owner.leave();
}

describe('every page', () => {
  const looks: Look[] = [
    { size: 'desktop', theme: 'light', language: 'zh-CN' },
    { size: 'desktop', theme: 'dark', language: 'en' },
    { size: 'phone', theme: 'light', language: 'en' },
    { size: 'phone', theme: 'dark', language: 'zh-CN' },
  ];
  for (const look of looks) {
    it(`is usable by everybody and fits (${Object.values(look).join(', ')})`, async () => {
      const names = new Set<string>();
      await visitAll(look, async (page, name) => {
        expect(await accessibilityProblems(page), name).toEqual([]);
        expect(await widerThanTheScreen(page), `${name} is wider than the screen`).toBeLessThanOrEqual(0);
        expect(await page.locator('h1').filter({ visible: true }).count(), `headings of ${name}`).toBe(1);
        expect(await page.locator('html').getAttribute('lang')).toBe(look.language);
        names.add(await page.title());
      });
      // Tabs and bookmarks can be told apart.
      expect(names.size).toBeGreaterThan(15);
    });
  }

  it('fits the smallest and the widest screens', async () => {
    for (const width of [360, 2560]) {
      const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const { path, own, name } of scene.visits) {
        if (own) continue;
        await open(page, path);
        expect(await widerThanTheScreen(page), `${name} at ${width}`).toBeLessThanOrEqual(0);
      }
      await context.close();
    }
  });
});

describe('the language', () => {
  it('changes at once, is remembered, and leaves nothing behind', async () => {
    const visitor = await Visitor.come(browser, url);
    const { page } = visitor;
    await open(page, '/sign-in');
    await page.getByRole('heading', { name: texts['zh-CN'].session.signInTitle }).waitFor();
    await page.getByRole('button', { name: texts['zh-CN'].common.language }).click();
    // Its texts come first: the mark moves with the language.
    await page.getByLabel('English').click();
    await page.getByRole('heading', { name: texts.en.session.signInTitle }).waitFor();
    await page.keyboard.press('Escape');
    for (const path of ['/', '/categories', '/cart', '/sign-up', '/no/such/page']) {
      await open(page, path);
      expect(await chineseControls(page), path).toEqual([]);
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

describe('the appearance', () => {
  it('can be chosen against the system and stays', async () => {
    const visitor = await Visitor.come(browser, url);
    const { page } = visitor;
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await open(page, '/cart');
    const light = await background();
    await page.getByRole('button', { name: texts['zh-CN'].common.theme }).click();
    await page.getByLabel(texts['zh-CN'].common.themeDark).check();
    await expect.poll(background).not.toBe(light);
    const dark = await background();
    await open(page, '/cart');
    expect(await background()).toBe(dark);
    await visitor.leave();
  });
});

describe('a new page', () => {
  it('begins at its heading, and its title is told', async () => {
    const visitor = await Visitor.come(browser, url);
    const { page } = visitor;
    await open(page, '/');
    await page
      .getByRole('navigation')
      .getByRole('link', { name: texts['zh-CN'].storefront.cart })
      .first()
      .click();
    await page.waitForURL(/\/cart$/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await expect
      .poll(() => page.getByRole('status').allInnerTexts())
      .toContainEqual(expect.stringContaining(texts['zh-CN'].storefront.cart));
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

describe('what a browser loads', () => {
  it('is less than 200 kB of code and styles for a first page', () => {
    const index = readFileSync(join(dist, 'index.html'), 'utf8');
    const linked = [...index.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    // And what the start page asks for next: itself and one language.
    const names = readdirSync(join(dist, 'assets')).map((name) => `/assets/${name}`);
    const next = names.filter((name) => /\/(HomePage|texts-zh-CN)-[^.]+\.(js|css)$/.test(name));
    expect(next.length).toBeGreaterThanOrEqual(3);
    const bytes = [...new Set([...linked, ...next])]
      .map((path) => gzipSync(readFileSync(join(dist, path))).length)
      .reduce((sum, size) => sum + size, 0);
    expect(linked.length).toBeGreaterThan(2);
    expect(bytes).toBeLessThan(200_000);
  });

  it('comes compressed, is kept for ever, and lets no foreign script in', async () => {
    const page = await fetch(url, { headers: { 'accept-encoding': 'br' } });
    expect(page.headers.get('content-encoding')).toBe('br');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    const [script] = /\/assets\/[^"]+\.js/.exec(await page.text()) ?? [''];
    const asset = await fetch(url + script, { headers: { 'accept-encoding': 'br' } });
    expect(asset.headers.get('content-encoding')).toBe('br');
    expect(asset.headers.get('cache-control')).toContain('immutable');
  });
});

describe('a site of its own', () => {
  it('serves the same shop beside the gateway', async () => {
    process.env.GATEWAY = url;
    const server: PreviewServer = await preview({
      root: app,
      configFile: join(app, 'vite.config.ts'),
      preview: { port: 0, strictPort: false },
    });
    const address = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
    const visitor = await Visitor.come(browser, address);
    await open(visitor.page, '/');
    await visitor.page.locator('a[href^="/products/"]').first().waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
    await server.close();
  });
});

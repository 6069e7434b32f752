// SPDX-License-Identifier: Apache-2.0
// Every page, narrow and wide, light and dark, into build/screenshots: for people to look at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { open, openBrowser, signInQuietly, type sizes, Visitor } from '@ecommerce/shared/testing/visitor';
import { allPages } from '../support/all_pages';

const folder = fileURLToPath(new URL('../../../../build/screenshots', import.meta.url));
const url = inject('shop');

let browser: Browser;
let scene: Awaited<ReturnType<typeof allPages>>;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await openBrowser();
  scene = await allPages(url);
});

afterAll(() => browser?.close());

// Lists load more when they come near, and lazy pictures too: a reader scrolls through the whole page.
async function readThrough(page: Page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight && y < 12_000; y += 500) {
      scrollTo(0, y);
      await new Promise((wake) => setTimeout(wake, 60));
    }
    scrollTo(0, 0);
  });
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  // Pictures out of sight, as in a gallery, stay unloaded: it is over when no more of them come.
  await page.evaluate(async () => {
    const missing = () => [...document.images].filter((image) => !image.complete).length;
    for (let before = -1, now = missing(); now > 0 && now !== before; before = now, now = missing()) {
      await new Promise((wake) => setTimeout(wake, 500));
    }
  });
}

async function take(
  size: keyof typeof sizes,
  theme: 'light' | 'dark',
  language: 'zh-CN' | 'en',
  suffix = '',
) {
  const guest = await Visitor.come(browser, url, { size, theme, language });
  const owner = await Visitor.come(browser, url, { size, theme, language });
  await signInQuietly(owner, scene.shopper.account);
  for (const { name, path, own } of scene.visits) {
    const { page } = own ? owner : guest;
    await open(page, path);
    await readThrough(page);
    const file = join(folder, `${name}-${size}-${theme}${suffix}.png`);
    await page.screenshot({ path: file, fullPage: true });
  }
  expect([...guest.complaints, ...owner.complaints]).toEqual([]);
  await guest.leave();
  await owner.leave();
}

describe('pictures', () => {
  for (const size of ['phone', 'desktop'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      it(`of every page, ${size}, ${theme}`, () => take(size, theme, 'zh-CN'));
    }
  }

  it('of every page in English', () => take('desktop', 'light', 'en', '-en'));
});

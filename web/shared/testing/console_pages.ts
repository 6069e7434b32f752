// SPDX-License-Identifier: Apache-2.0
// The test of a console's pages: everybody can use each of them, in both languages, on a desk and on a phone, light and
// dark; and who may not come in learns why.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DEMO_PASSWORD, type Account } from './api';
import { accessibilityProblems, type Look, open, openBrowser, signInQuietly, Visitor } from './visitor';

// What a console has something on, and whose eyes see it.
export interface Scene {
  account: Account;
  // Paths below the console's own.
  visits: { name: string; path: string }[];
}

const looks: Look[] = [
  { language: 'zh-CN', size: 'desktop', theme: 'dark' },
  { language: 'en', size: 'phone', theme: 'light' },
];

export function testConsolePages(
  path: string,
  allPages: (url: string) => Promise<Scene>,
  // An account of the demo that has no business here, and what it reads.
  stranger: { email: string; heading: string },
) {
  const url = inject('shop');
  let browser: Browser;
  let scene: Scene;

  beforeAll(async () => {
    browser = await openBrowser();
    scene = await allPages(url);
  });
  afterAll(() => browser?.close());

  describe('every page', () => {
    it.each(looks)('can be read by all, and complains of nothing: $language, $size, $theme', async (look) => {
      const visitor = await Visitor.come(browser, url, look);
      await signInQuietly(visitor, scene.account);
      const { page } = visitor;
      for (const visit of scene.visits) {
        await open(page, `${path}${visit.path}`);
        expect(await accessibilityProblems(page), visit.name).toEqual([]);
        // Nothing is cut off at the side.
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(beyond, visit.name).toBe(0);
      }
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    });
  });

  describe('somebody who has no business here', () => {
    it('signs in first, and learns what is missing', async () => {
      const visitor = await Visitor.come(browser, url, { language: 'en' });
      const { page } = visitor;
      await open(page, `${path}/orders`);
      await page.waitForURL((address) => address.search === '?from=%2Forders');
      expect(new URL(page.url()).pathname).toBe(`${path}/sign-in`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByLabel('E-mail').fill(stranger.email);
      await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: stranger.heading }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    });
  });
}

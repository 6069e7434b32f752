// SPDX-License-Identifier: Apache-2.0
// Every page of a console, narrow and wide, light and dark, into build/screenshots: for people to look at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Scene } from './console_pages';
import { open, openBrowser, signInQuietly, sizes, Visitor } from './visitor';

const folder = fileURLToPath(new URL('../../../build/screenshots', import.meta.url));

export function takeConsolePictures(path: string, allPages: (url: string) => Promise<Scene>) {
  const url = inject('shop');
  let browser: Browser;
  let scene: Scene;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    browser = await openBrowser();
    scene = await allPages(url);
  });
  afterAll(() => browser?.close());

  async function take(size: keyof typeof sizes, theme: 'light' | 'dark', language: 'zh-CN' | 'en') {
    const guest = await Visitor.come(browser, url, { size, theme, language });
    await open(guest.page, `${path}/sign-in`);
    const file = (name: string) => join(folder, `${path.slice(1)}-${name}-${size}-${theme}-${language}.png`);
    await guest.page.screenshot({ path: file('sign-in') });
    const owner = await Visitor.come(browser, url, { size, theme, language });
    await signInQuietly(owner, scene.account);
    const { page } = owner;
    for (const visit of scene.visits) {
      await open(page, `${path}${visit.path}`);
      await page.waitForLoadState('networkidle');
      // A screen as high as the page, so that what sticks to its edges is where it belongs.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: sizes[size].width, height });
      await page.screenshot({ path: file(visit.name) });
      await page.setViewportSize(sizes[size]);
    }
    expect([...guest.complaints, ...owner.complaints]).toEqual([]);
    await guest.leave();
    await owner.leave();
  }

  describe('pictures of every page', () => {
    it('on a phone, light', () => take('phone', 'light', 'zh-CN'));
    it('on a phone, dark, in English', () => take('phone', 'dark', 'en'));
    it('on a desk, light, in English', () => take('desktop', 'light', 'en'));
    it('on a desk, dark', () => take('desktop', 'dark', 'zh-CN'));
  });
}

// SPDX-License-Identifier: Apache-2.0
// Every page, narrow and wide, light and dark, into build/screenshots: for people to look at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
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

async function take(size: keyof typeof sizes, theme: 'light' | 'dark', language: 'zh-CN' | 'en') {
  const guest = await Visitor.come(browser, url, { size, theme, language });
  await open(guest.page, '/admin/sign-in');
  const file = (name: string) => join(folder, `admin-${name}-${size}-${theme}-${language}.png`);
  await guest.page.screenshot({ path: file('sign-in') });
  const owner = await Visitor.come(browser, url, { size, theme, language });
  await signInQuietly(owner, scene.account);
  for (const { name, path } of scene.visits) {
    await open(owner.page, `/admin${path}`);
    await owner.page.waitForLoadState('networkidle');
    await owner.page.screenshot({ path: file(name), fullPage: true });
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

// SPDX-License-Identifier: Apache-2.0
// Every page for everybody: in both languages, on a desk and on a phone, light and dark.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DEMO_PASSWORD } from '@ecommerce/shared/testing/api';
import {
  accessibilityProblems,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
  type Look,
} from '@ecommerce/shared/testing/visitor';
import { allPages } from '../support/all_pages';

const url = inject('shop');

let browser: Browser;
let scene: Awaited<ReturnType<typeof allPages>>;

beforeAll(async () => {
  browser = await openBrowser();
  scene = await allPages(url);
});

afterAll(() => browser?.close());

const looks: Look[] = [
  { language: 'zh-CN', size: 'desktop', theme: 'dark' },
  { language: 'en', size: 'phone', theme: 'light' },
];

describe('every page', () => {
  it.each(looks)('can be read by all, and complains of nothing: $language, $size, $theme', async (look) => {
    const visitor = await Visitor.come(browser, url, look);
    await signInQuietly(visitor, scene.account);
    const { page } = visitor;
    for (const { name, path } of scene.visits) {
      await open(page, `/admin${path}`);
      expect(await accessibilityProblems(page), name).toEqual([]);
      // Nothing is cut off at the side.
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBe(0);
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

describe('somebody who is no administrator', () => {
  it('signs in first, and learns what is missing', async () => {
    const visitor = await Visitor.come(browser, url, { language: 'en' });
    const { page } = visitor;
    await open(page, '/admin/users');
    await page.waitForURL(/\/admin\/sign-in\?from=%2Fusers$/);
    await page.getByLabel('E-mail').fill('seller@demo.shop');
    await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'This account is no administrator' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

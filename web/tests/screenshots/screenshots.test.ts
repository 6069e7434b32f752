// SPDX-License-Identifier: Apache-2.0
// Every page, narrow and wide, light and dark, into build/screenshots: for people to look at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call, goodsOfShops } from '../support/api';
import { busyShopper, type Shopper } from '../support/scenes';
import { open, openBrowser, signInQuietly, type sizes, Visitor } from '../support/visitor';

const folder = join(process.cwd(), '../build/screenshots');
const url = inject('shop');

interface Shot {
  name: string;
  path: () => string;
  // Anonymous pages are seen by guests.
  own?: boolean;
  // What to do before the picture is taken.
  prepare?: (page: Page) => Promise<void>;
}

let browser: Browser;
let shopper: Shopper;
let product = '';
let sku = '';
let category = '';
let shop = '';

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await openBrowser();
  shopper = await busyShopper(url);
  const [goods] = await goodsOfShops(url, 1);
  product = goods?.productId ?? '';
  sku = goods?.skuId ?? '';
  shop = goods?.shopId ?? '';
  const { categories } = await call<{ categories: { id: string }[] }>(url, 'GET', '/v1/categories');
  category = categories[0]?.id ?? '';
});

afterAll(() => browser?.close());

const shots: Shot[] = [
  { name: 'home', path: () => '/' },
  { name: 'categories', path: () => '/categories' },
  { name: 'category', path: () => `/categories/${category}` },
  { name: 'search', path: () => `/search?q=${encodeURIComponent('耳机')}` },
  { name: 'search-empty', path: () => '/search?q=zzzz' },
  { name: 'product', path: () => `/products/${product}` },
  { name: 'shop', path: () => `/shops/${shop}` },
  { name: 'cart-empty', path: () => '/cart' },
  { name: 'cart', path: () => '/cart', own: true },
  { name: 'checkout', path: () => `/checkout?items=${sku}:1`, own: true },
  { name: 'payment', path: () => `/payments/${shopper.unpaid.payment.id}`, own: true },
  { name: 'orders', path: () => '/orders', own: true },
  { name: 'order-unpaid', path: () => `/orders/${shopper.unpaid.orders[0]?.orderNo}`, own: true },
  { name: 'order-paid', path: () => `/orders/${shopper.paid}`, own: true },
  { name: 'order-shipped', path: () => `/orders/${shopper.shipped}`, own: true },
  { name: 'order-cancelled', path: () => `/orders/${shopper.cancelled}`, own: true },
  { name: 'account', path: () => '/account', own: true },
  { name: 'account-password', path: () => '/account/password', own: true },
  { name: 'account-devices', path: () => '/account/devices', own: true },
  { name: 'account-addresses', path: () => '/account/addresses', own: true },
  { name: 'account-bank-cards', path: () => '/account/bank-cards', own: true },
  { name: 'account-close', path: () => '/account/close', own: true },
  { name: 'sell', path: () => '/sell', own: true },
  { name: 'sign-in', path: () => '/sign-in' },
  { name: 'sign-up', path: () => '/sign-up' },
  { name: 'not-found', path: () => '/no/such/page' },
];

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
  await signInQuietly(owner, shopper.account);
  for (const { name, path, own, prepare } of shots) {
    const { page } = own ? owner : guest;
    await open(page, path());
    await prepare?.(page);
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

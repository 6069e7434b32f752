// SPDX-License-Identifier: Apache-2.0
// Finding one's own orders, in a browser.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { addAddress, type Goods, goodsOfShops, register, placeOrder } from '@ecommerce/shared/testing/buyer';
import {
  accessibilityProblems,
  loaded,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
} from '@ecommerce/shared/testing/visitor';
import { texts } from '../support/shopping';

const url = inject('shop');
const t = texts['zh-CN'];

let browser: Browser;
let visitor: Visitor | undefined;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
afterEach(async () => {
  const complaints = visitor?.complaints;
  await visitor?.leave();
  expect(complaints).toEqual([]);
});

describe('my orders', () => {
  it('are found by what was bought, the shop and the number, within a tab', async () => {
    const account = await register(url);
    const addressId = await addAddress(url, account);
    const [one, other] = await goodsOfShops(url, 2);
    if (!one || !other) throw new Error('too few goods');
    const placed = await placeOrder(url, account, [one.skuId, other.skuId], addressId);
    const numberOf = (goods: Goods) =>
      placed.orders.find(({ shopId }) => shopId === goods.shopId)?.orderNo ?? '';
    visitor = await Visitor.come(browser, url, {});
    await signInQuietly(visitor, account);
    const { page } = visitor;
    const shown = async () => {
      await loaded(page);
      const links = await page
        .locator('main a[href^="/orders/"]')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''));
      return [...new Set(links)].filter((number) => /^\d+$/.test(number)).sort();
    };
    const found = (words: string) => async () => {
      await open(page, `/orders?q=${encodeURIComponent(words)}`);
      return shown();
    };
    await expect.poll(found(one.name), { timeout: 20_000 }).toEqual([numberOf(one)]);
    expect(await found(numberOf(other))()).toEqual([numberOf(other)]);
    expect(await found('qqzzxx')()).toEqual([]);
    await page.getByText(t.orders.noneFound).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('searchbox', { name: t.orders.searchOrders }).fill(other.name);
    await page.keyboard.press('Enter');
    await expect.poll(shown).toEqual([numberOf(other)]);
    await page.getByRole('link', { name: t.orders.tab.completed }).click();
    await expect.poll(shown).toEqual([]);
    expect(new URL(page.url()).searchParams.get('q')).toBe(other.name);
  });
});

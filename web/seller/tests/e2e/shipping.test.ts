// SPDX-License-Identifier: Apache-2.0
// Two hundred parcels from a file, some of which are wrong.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { call, login, type Account } from '@ecommerce/shared/testing/api';
import {
  addAddress,
  goodsOfShops,
  orderStatus,
  placeOrder,
  register,
  settle,
} from '@ecommerce/shared/testing/buyer';
import {
  accessibilityProblems,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
} from '@ecommerce/shared/testing/visitor';
import { SELLER } from '../support/all_pages';

const url = inject('shop');
const ORDERS = 194;
const BUYERS = 10;

let browser: Browser;
let seller: Account;

beforeAll(async () => {
  browser = await openBrowser();
  seller = await login(url, SELLER);
});

afterAll(() => browser?.close());

const get = <T>(path: string) => call<T>(url, 'GET', path, undefined, seller.token);

async function paidOrders(): Promise<string[]> {
  const { shop } = await get<{ shop: { shop: { id: string } } }>('/v1/users/me/shop');
  const [goods] = await goodsOfShops(url, 1, shop.shop.id);
  if (!goods) throw new Error('the demo seller has nothing in stock');
  const more = { delta: ORDERS, reason: 'for the tests' };
  await call(url, 'POST', `/v1/skus/${goods.skuId}:adjustStock`, more, seller.token);
  const buy = async () => {
    const buyer = await register(url);
    const addressId = await addAddress(url, buyer);
    const bought: string[] = [];
    for (let count = 0; count < Math.ceil(ORDERS / BUYERS); count++) {
      const placed = await placeOrder(url, buyer, [goods.skuId], addressId);
      await settle(url, buyer, placed.payment.id, 'pay');
      bought.push(placed.orders[0]?.orderNo ?? '');
    }
    for (const orderNo of bought) await orderStatus(url, buyer, orderNo, 'PAID');
    return bought;
  };
  return (await Promise.all(Array.from({ length: BUYERS }, buy))).flat().slice(0, ORDERS);
}

async function choose(page: Page, ...lines: string[]) {
  const text = ['订单号,快递公司,快递单号', ...lines].join('\r\n');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'parcels.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
}

// The lines of a file that the page offers.
async function offered(page: Page, button: string): Promise<string[]> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFileSync(await file.path(), 'utf8')
    .replace('\uFEFF', '')
    .split('\r\n');
}

it('ships what is right, and gives back what is wrong', async () => {
  const [shipped = '', ...orders] = await paidOrders();
  const parcel = { carrier: 'EMS', trackingNo: 'EMS00001' };
  await call(url, 'POST', `/v1/shop/orders/${shipped}:ship`, parcel, seller.token);
  const lines = [
    ...orders.map((orderNo, index) => `${orderNo},顺丰速运,SF ${100_000 + index}`),
    '2020010100000000,EMS,EMS00002',
    `${shipped},EMS,EMS00003`,
    `${orders[0]},EMS,EMS00004`,
    ',EMS,EMS00005',
    '2020010100000001,,EMS00006',
    '2020010100000002,EMS,?',
    `2020010100000003,EMS,${'7'.repeat(41)}`,
  ];
  expect(lines).toHaveLength(200);
  const visitor = await Visitor.come(browser, url, { language: 'en' });
  await signInQuietly(visitor, seller);
  const { page } = visitor;
  await open(page, '/seller/orders');
  await page.getByRole('link', { name: 'Ship by file' }).click();
  expect(await offered(page, 'Download an example')).toHaveLength(2);
  await choose(page);
  await page.getByText('The file has no lines below its first one.').waitFor();
  await choose(page, ...lines);
  await page.getByText('200 lines: 193 are fine, 7 are not. Nothing is changed yet.').waitFor();
  for (const problem of [
    'The shop has no such order',
    'It cannot be shipped: Shipped',
    'Line 2 says it already',
    'Not an order number',
    'The carrier is missing or longer than 60 letters',
    '4 to 40 letters, digits and hyphens',
  ])
    await page.getByText(problem).first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const wrong = await offered(page, 'Download what is wrong');
  expect(wrong[0]).toBe('Order number,Carrier,Tracking number,Problem');
  expect(wrong).toHaveLength(8);

  // Some answers are lost: what was not answered is tried again, and the order is there once.
  let asked = 0;
  await page.route('**/v1/shop/orders/*:ship', async (route) => {
    if (++asked > 3) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Ship 193 orders' }).click();
  await page.getByText('193 of 200 lines done, 7 not.').waitFor({ timeout: 60_000 });
  for (const [index, orderNo] of orders.entries()) {
    const { order } = await get<{ order: object }>(`/v1/shop/orders/${orderNo}`);
    expect(order).toMatchObject({ status: 'ORDER_STATUS_SHIPPED', trackingNo: `SF${100_000 + index}` });
  }
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

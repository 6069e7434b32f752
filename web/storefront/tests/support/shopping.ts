// SPDX-License-Identifier: Apache-2.0
// The steps of a purchase as people take them, by what the pages say. Texts are the shop's own.
import type { Page } from 'playwright-core';
import type { Goods } from '@ecommerce/shared/testing/buyer';
import { loaded, open } from '@ecommerce/shared/testing/visitor';
import { messages as english } from '../../src/i18n/en';
import { messages as chinese } from '../../src/i18n/zh-CN';

export const texts = { 'zh-CN': chinese, en: english } as const;
export type Texts = typeof chinese;

const t = chinese;

export async function signIn(page: Page, account: { email: string; password: string }) {
  await page.getByLabel(t.session.email).fill(account.email);
  await page.getByLabel(t.session.password, { exact: true }).fill(account.password);
  await page.getByRole('main').getByRole('button', { name: t.common.signIn, exact: true }).click();
}

export async function addToCart(page: Page, goods: Goods) {
  await open(page, `/products/${goods.productId}?sku=${goods.skuId}`);
  const replied = page.waitForResponse(/\/v1\/cart\/items$/);
  await page.getByRole('button', { name: t.product.addToCart }).first().click();
  await replied;
}

// From a filled checkout to the page of the payment.
export async function submitOrder(page: Page) {
  await page.getByRole('button', { name: t.checkout.submit }).click();
  await page.waitForURL(/\/payments\//);
  await loaded(page);
}

// Goes to the provider's cashier and presses one of its buttons.
export async function atTheCashier(page: Page, action: 'pay' | 'decline') {
  await page.getByRole('button', { name: new RegExp(`${t.orders.pay}|${t.checkout.payAgain}`) }).click();
  await page.waitForURL(/\/sandbox\/cashier\//);
  await page.locator(`form[action$="/${action}"] button`).click();
}

export async function pay(page: Page) {
  await atTheCashier(page, 'pay');
  await page.waitForURL(/\/payments\//);
  await page.getByRole('heading', { name: t.checkout.payment.paid }).waitFor();
}

export function paymentId(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

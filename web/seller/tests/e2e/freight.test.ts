// SPDX-License-Identifier: Apache-2.0
// A freight template from the console to the storefront's checkout, to the cent.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call, login, type Account } from '@ecommerce/shared/testing/api';
import {
  accessibilityProblems,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
} from '@ecommerce/shared/testing/visitor';
import { SELLER } from '../support/all_pages';

const url = inject('shop');
const BUYER = 'customer@demo.shop';

interface Product {
  id: string;
  state: string;
  freightTemplateId: string;
  skus: { id: string; price: { minorUnits: string }; weightGrams: number }[];
}

let browser: Browser;
let seller: Account;
let buyer: Account;

beforeAll(async () => {
  browser = await openBrowser();
  seller = await login(url, SELLER);
  buyer = await login(url, BUYER);
});

afterAll(() => browser?.close());

async function oneOnSale(): Promise<Product> {
  const { products } = await call<{ products: { id: string; available: string }[] }>(
    url,
    'GET',
    '/v1/shop/products?pageSize=50&state=PRODUCT_STATE_ON_SALE',
    undefined,
    seller.token,
  );
  const plenty = products.find(({ available }) => Number(available) > 20);
  return readProduct(plenty?.id ?? '');
}

async function readProduct(id: string): Promise<Product> {
  const path = `/v1/shop/products/${id}`;
  return (await call<{ product: Product }>(url, 'GET', path, undefined, seller.token)).product;
}

async function addressIn(province: string, city: string, district: string): Promise<string> {
  const body = { recipient: '李雷', phone: '13800000000', province, city, district, street: '文三路 1 号' };
  const path = '/v1/users/me/addresses';
  return (await call<{ address: { id: string } }>(url, 'POST', path, body, buyer.token)).address.id;
}

async function chooseProvinces(page: Page, button: string, names: string[]) {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  for (const name of names) await dialog.getByLabel(name, { exact: true }).check();
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: `Take ${names.length} province` }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function fillFees(page: Page, row: string, fees: Record<string, string>) {
  for (const [name, text] of Object.entries(fees)) await page.getByLabel(`${row}: ${name}`).fill(text);
}

// As the storefront shows it.
const shown = (minor: bigint) =>
  `¥${Number(minor / 100n).toLocaleString('en')}.${String(minor % 100n).padStart(2, '0')}`;

describe('a freight template', () => {
  it('is made, tried, given to a product and charged to the cent', async () => {
    const visitor = await Visitor.come(browser, url, { language: 'en' });
    await signInQuietly(visitor, seller);
    const { page } = visitor;
    await open(page, '/seller/freight');
    await page.getByRole('link', { name: 'New freight template' }).click();
    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByText('Give it a name').waitFor();
    await page.getByLabel('Template name').fill('By weight, of the tests');
    await page.getByLabel('Charged by').selectOption('FREIGHT_BASIS_WEIGHT');
    await fillFees(page, 'Rest of the country', {
      'first units': '1000',
      'first fee': '10',
      'further units': '500',
      'further fee': '3.33',
    });
    const add = page.getByRole('button', { name: 'Add provinces with other fees' });
    await add.click();
    await chooseProvinces(page, 'Choose the provinces of group 1', ['Zhejiang', 'Shanghai']);
    await fillFees(page, 'Group 1', { 'first fee': '5.01', 'further fee': '0.99' });
    await add.click();
    await chooseProvinces(page, 'Choose the provinces of group 2', ['Xinjiang']);
    await fillFees(page, 'Group 2', { 'first fee': '25', 'further fee': '12.50', surcharge: '6.66' });
    await chooseProvinces(page, 'Choose the provinces that nothing goes to', ['Tibet']);

    // What is tried is what stands in the form.
    const tried = page.getByTestId('tried');
    await page.getByLabel('Sent to').selectOption({ value: '65' });
    await page.getByLabel('Weight in all (g)').fill('1501');
    await page.getByRole('button', { name: 'Compute' }).click();
    await expect.poll(() => tried.innerText()).toBe(`Freight ${shown(2500n + 2n * 1250n + 666n)}`);
    await page.getByLabel('Sent to').selectOption({ value: '54' });
    await page.getByRole('button', { name: 'Compute' }).click();
    await expect.poll(() => tried.innerText()).toBe('Not delivered there');
    await page.getByRole('button', { name: 'Create template' }).click();
    await page.waitForURL(/\/seller\/freight\/\d+$/);
    const template = page.url().split('/').at(-1);
    expect(await accessibilityProblems(page)).toEqual([]);

    const product = await oneOnSale();
    await open(page, `/seller/products/${product.id}`);
    await page
      .getByLabel('Freight', { exact: true })
      .selectOption({ label: 'By weight, of the tests · Weight (g)' });
    await page.getByLabel('All: Weight (g)').fill('700');
    await page.getByLabel('Freight', { exact: true }).focus();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const saved = await readProduct(product.id);
    expect(saved.state).toBe('PRODUCT_STATE_ON_SALE');
    expect(saved.freightTemplateId).toBe(template);
    await chargedToTheCent(saved);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('says in words what somebody else changed meanwhile', async () => {
    const fees = { firstUnits: '1', firstFee: '800', furtherUnits: '1', furtherFee: '0' };
    const body = { name: 'By two, of the tests', terms: { basis: 'FREIGHT_BASIS_PIECES', elsewhere: fees } };
    const path = '/v1/shop/freight-templates';
    const made = await call<{ freightTemplate: { id: string } }>(url, 'POST', path, body, seller.token);
    const { id } = made.freightTemplate;
    const visitor = await Visitor.come(browser, url, { language: 'en' });
    await signInQuietly(visitor, seller);
    const { page } = visitor;
    await open(page, `/seller/freight/${id}`);
    await fillFees(page, 'Rest of the country', { 'first fee': '9' });
    const theirs = { ...body, terms: { ...body.terms, elsewhere: { ...fees, firstFee: '700' } } };
    await call(url, 'PUT', `${path}/${id}`, theirs, seller.token);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Somebody else saved this meanwhile' }).waitFor();
    await page.getByText('first fee 7.00').waitFor();
    await page.getByText('first fee 9').waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

async function chargedToTheCent(product: Product) {
  const [sku] = product.skus;
  if (!sku) throw new Error('a product without SKUs');
  const visitor = await Visitor.come(browser, url, { language: 'en' });
  await signInQuietly(visitor, buyer);
  const { page } = visitor;
  // Two pieces of 700 g each.
  const goods = 2n * BigInt(sku.price.minorUnits);
  const places: [string, string, string, bigint][] = [
    ['浙江省', '杭州市', '西湖区', 501n + 99n],
    ['新疆维吾尔自治区', '乌鲁木齐市', '天山区', 2500n + 1250n + 666n],
    ['广东省', '广州市', '天河区', 1000n + 333n],
  ];
  for (const [province, city, district, freight] of places) {
    const address = await addressIn(province, city, district);
    await open(page, `/checkout?items=${sku.id}:2&address=${address}`);
    await page
      .getByText(shown(goods + freight))
      .first()
      .waitFor();
    await page.getByText(shown(freight)).first().waitFor();
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.waitForURL(/\/payments\//);
    const { orders } = await call<{ orders: { total: { minorUnits: string } }[] }>(
      url,
      'GET',
      '/v1/orders?pageSize=1',
      undefined,
      buyer.token,
    );
    expect(orders[0]?.total.minorUnits).toBe(String(goods + freight));
  }
  const nowhere = await addressIn('西藏自治区', '拉萨市', '城关区');
  await open(page, `/checkout?items=${sku.id}:2&address=${nowhere}`);
  await page.getByText('does not deliver to this address').first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}

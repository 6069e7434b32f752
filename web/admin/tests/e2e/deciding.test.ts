// SPDX-License-Identifier: Apache-2.0
// An administrator's day: products by keyboard, an application refused, an account frozen, a report upheld, a
// parameter changed that counts at once, words of messages, categories and synonyms.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { call, login, type Account } from '@ecommerce/shared/testing/api';
import { register } from '@ecommerce/shared/testing/buyer';
import { open, openBrowser, signInQuietly, Visitor } from '@ecommerce/shared/testing/visitor';
import chineseHelp from '../../src/i18n/zh-CN/parameter_help.json';
import { ADMIN, PARAMETER } from '../support/all_pages';
import { apply, report } from '../support/scenes';

const url = inject('shop');

let browser: Browser;
let admin: Account;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  admin = await login(url, ADMIN);
});
afterAll(() => browser?.close());
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  for (const visitor of visitors) await visitor.leave();
  visitors = [];
  expect(complaints).toEqual([]);
});

const get = <T>(path: string) => call<T>(url, 'GET', path, undefined, admin.token);

async function comeIn(language: 'zh-CN' | 'en'): Promise<Page> {
  const visitor = await Visitor.come(browser, url, { language });
  visitors.push(visitor);
  await signInQuietly(visitor, admin);
  return visitor.page;
}

// Answers the question that is open.
async function decide(page: Page, action: string, reason?: { label: string; text: string }) {
  const dialog = page.getByRole('dialog');
  if (reason) await dialog.getByLabel(reason.label).fill(reason.text);
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

interface Products {
  products: { id: string; name: string }[];
}

async function inReview(): Promise<Products['products']> {
  return (await get<Products>('/v1/admin/products?state=PRODUCT_STATE_IN_REVIEW')).products;
}

async function productNow(id: string): Promise<{ state: string; rejectReason: string }> {
  return (await get<{ product: { state: string; rejectReason: string } }>(`/v1/admin/products/${id}`))
    .product;
}

describe('the review queue', () => {
  it('is gone through by keys: next, reject with a reason, approve', async () => {
    const [first, second] = await inReview();
    if (!first || !second) throw new Error('the demo data has too few products in review');
    const page = await comeIn('zh-CN');
    await open(page, '/admin/review');
    await page.getByRole('heading', { level: 2, name: first.name }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { level: 2, name: second.name }).waitFor();
    await page.getByRole('button', { name: '驳回', exact: true }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('heading', { name: `驳回“${second.name}”？` }).waitFor();
    // Nothing is decided without a reason.
    await page.getByRole('dialog').getByRole('button', { name: '驳回', exact: true }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await decide(page, '驳回', { label: '原因', text: '图片不清晰' });
    expect(await productNow(second.id)).toMatchObject({
      state: 'PRODUCT_STATE_REJECTED',
      rejectReason: '图片不清晰',
    });
    await page
      .getByRole('navigation', { name: '审核队列' })
      .getByText(second.name)
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: first.name }).click();
    await page.getByRole('heading', { level: 2, name: first.name }).waitFor();
    await page.getByRole('button', { name: '通过', exact: true }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('a');
    await decide(page, '通过');
    expect((await productNow(first.id)).state).toBe('PRODUCT_STATE_ON_SALE');
  });

  it('decides on what was read: what changed meanwhile is shown first', async () => {
    const [product] = await inReview();
    if (!product) throw new Error('the demo data has too few products in review');
    const page = await comeIn('en');
    await open(page, `/admin/products/${product.id}`);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    // A colleague is faster.
    const body = { approve: false, reason: 'Wrong category' };
    await call(url, 'POST', `/v1/products/${product.id}:audit`, body, admin.token);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Wrong category').waitFor();
    expect((await productNow(product.id)).state).toBe('PRODUCT_STATE_REJECTED');
  });
});

describe('shops and people', () => {
  it('refuses an application with a reason', async () => {
    const applicant = await register(url);
    const id = await apply(url, applicant, 'Shop of the tests');
    const page = await comeIn('en');
    await open(page, '/admin/shops?status=PENDING');
    await page.getByRole('link', { name: 'Shop of the tests' }).click();
    await page.getByRole('button', { name: 'Refuse', exact: true }).click();
    await page.getByRole('heading', { name: 'Refuse “Shop of the tests”?' }).waitFor();
    await decide(page, 'Refuse', { label: 'Reason', text: 'No such address' });
    await page.getByText('No such address').waitFor();
    const { shop } = await get<{ shop: { status: string } }>(`/v1/admin/shops/${id}`);
    expect(shop.status).toBe('SHOP_STATUS_REJECTED');
  });

  it('finds an account by its e-mail, freezes it and lets it in again', async () => {
    const person = await register(url);
    const page = await comeIn('zh-CN');
    await open(page, '/admin/users');
    await page.getByRole('searchbox').fill(person.email);
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]q=shopper-/);
    await page.getByRole('row', { name: person.email }).getByRole('link').click();
    await page.getByRole('button', { name: '冻结', exact: true }).click();
    await decide(page, '冻结', { label: '原因', text: '恶意下单' });
    await page.getByRole('button', { name: '解冻', exact: true }).waitFor();
    await expect(login(url, person.email, person.password)).rejects.toThrow('ACCOUNT_FROZEN');
    await page.getByRole('button', { name: '解冻', exact: true }).click();
    await decide(page, '解冻');
    await page.getByRole('button', { name: '冻结', exact: true }).waitFor();
    await login(url, person.email, person.password);
  });
});

describe('reports', () => {
  it('upholds one by hiding the review', async () => {
    const reviewId = await report(url, await register(url));
    const page = await comeIn('en');
    await open(page, '/admin/reports');
    await page
      .getByRole('link', { name: `Review ${reviewId}`, exact: true })
      .first()
      .click();
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    await decide(page, 'Hide', { label: 'Reason', text: 'It is advertising' });
    await page.getByText('It is advertising').waitFor();
    const { review } = await get<{ review: { state: string } }>(`/v1/admin/reviews/${reviewId}`);
    expect(review.state).toBe('REVIEW_STATE_HIDDEN');
    await open(page, '/admin/reports?state=UPHELD');
    await page
      .getByRole('link', { name: `Review ${reviewId}`, exact: true })
      .first()
      .waitFor();
  });
});

describe('parameters', () => {
  it('say in both languages what they do', async () => {
    const { parameters } = await get<{ parameters: { name: string }[] }>('/v1/admin/parameters');
    expect(parameters).not.toEqual([]);
    const words = (name: string) =>
      name
        .split('.')
        .reduce<unknown>((texts, part) => (texts as Record<string, unknown>)?.[part], chineseHelp);
    expect(parameters.map(({ name }) => name).filter((name) => typeof words(name) !== 'string')).toEqual([]);
    const page = await comeIn('zh-CN');
    await open(page, `/admin/parameter?name=${PARAMETER}`);
    await page.getByText('付款后承诺发货的时限').waitFor();
  });

  it('are set with a reason, count at once, and are given back', async () => {
    const page = await comeIn('en');
    await open(page, '/admin/parameters');
    await page.getByRole('searchbox').fill(PARAMETER);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: PARAMETER }).click();
    const value = page.getByLabel('Set', { exact: true });
    await value.fill('soon');
    await page.getByRole('textbox', { name: 'Reason' }).fill('A holiday');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('A time such as 250ms').waitFor();
    await value.fill('119h');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByRole('cell', { name: 'A holiday' }).waitFor();
    // The process has told what counts in it.
    await page.getByTestId('in-force').filter({ hasText: '4d23h' }).waitFor();
    await page.getByRole('button', { name: 'Give back to the configuration' }).click();
    await decide(page, 'Give back to the configuration', { label: 'Reason', text: 'It is over' });
    await page.getByTestId('in-force').filter({ hasNotText: '4d23h' }).waitFor();
    const { parameter } = await get<{ parameter: { value?: string } }>(`/v1/admin/parameters/${PARAMETER}`);
    expect(parameter.value).toBeUndefined();
    await page
      .getByRole('button', { name: /^Go back to version/ })
      .first()
      .waitFor();
  });
});

describe('templates', () => {
  it('are checked, looked at, saved, and brought back', async () => {
    const page = await comeIn('en');
    await open(page, '/admin/templates?language=EN&channel=BOX&q=SHOP_REOPENED');
    await page.getByRole('main').getByRole('table').getByRole('link').click();
    await page.getByRole('heading', { name: 'SHOP_REOPENED' }).waitFor();
    const title = page.getByRole('textbox', { name: 'Title', exact: true });
    const before = await title.inputValue();
    await title.fill('Open for {customers}');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('These messages do not know customers').waitFor();
    await title.fill('Doors open again');
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    await page.getByTestId('preview').filter({ hasText: 'Doors open again' }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('cell', { name: 'Doors open again' }).waitFor();
    await title.fill('Once more');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('cell', { name: 'Once more' }).waitFor();
    await page.getByRole('button', { name: 'Go back to version 1', exact: true }).click();
    await decide(page, 'Go back');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('form input')?.value === 'Doors open again',
    );
    await page.getByRole('button', { name: 'Use the program’s own' }).click();
    await decide(page, 'Use the program’s own');
    await page.waitForFunction(
      (own) => document.querySelector<HTMLInputElement>('form input')?.value === own,
      before,
    );
  });
});

describe('the catalogue', () => {
  it('gets a category, which is renamed and goes again', async () => {
    const page = await comeIn('en');
    await open(page, '/admin/categories');
    await page.getByRole('button', { name: 'Add at the top level' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('测试类目');
    await dialog.getByLabel('English name').fill('Tests');
    await decide(page, 'Save');
    await page.getByRole('button', { name: 'Tests', exact: true }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog.getByLabel('English name').fill('Trials');
    await decide(page, 'Save');
    await page.getByRole('heading', { name: 'Trials' }).waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await decide(page, 'Delete');
    await page.getByRole('button', { name: 'Trials', exact: true }).waitFor({ state: 'detached' });
  });

  it('learns that two words mean the same', async () => {
    const page = await comeIn('zh-CN');
    await open(page, '/admin/search');
    await page.getByRole('button', { name: '添加同义词' }).click();
    await page.getByRole('dialog').getByLabel('词').fill('测试壶\n');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByText('至少两个不同的词').waitFor();
    await page.getByRole('dialog').getByLabel('词').fill('测试壶\n测试瓶\n测试罐');
    await decide(page, '保存');
    await page.getByRole('button', { name: '删除“测试壶”' }).click();
    await decide(page, '删除');
    await page.getByRole('button', { name: '删除“测试壶”' }).waitFor({ state: 'detached' });
  });
});

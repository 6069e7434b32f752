// SPDX-License-Identifier: Apache-2.0
// A seller's day: publishes a product with 24 SKUs, ships an order, replies to a review, changes the stock, and edits a
// product that somebody else edits at the same time.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call, login, type Account } from '@ecommerce/shared/testing/api';
import { open, openBrowser, signInQuietly, Visitor } from '@ecommerce/shared/testing/visitor';
import { SELLER } from '../support/all_pages';

const url = inject('shop');

interface Product {
  id: string;
  name: string;
  subtitle: string;
  etag: string;
  state: string;
  pictures: { url: string }[];
  options: { name: string; values: string[] }[];
  skus: { id: string; price: { minorUnits: string }; available: string; optionValues: string[] }[];
}

let browser: Browser;
let seller: Account;

beforeAll(async () => {
  browser = await openBrowser();
  seller = await login(url, SELLER);
});

afterAll(() => browser?.close());

const get = <T>(path: string) => call<T>(url, 'GET', path, undefined, seller.token);

async function comeIn(language: 'zh-CN' | 'en'): Promise<Visitor> {
  const visitor = await Visitor.come(browser, url, { language });
  await signInQuietly(visitor, seller);
  return visitor;
}

// A picture of one colour.
async function picture(page: Page, colour: string) {
  const data = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 40;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = fill;
    context.fillRect(0, 0, 40, 40);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  }, colour);
  return { name: `${colour}.png`, mimeType: 'image/png', buffer: Buffer.from(data, 'base64') };
}

const colours = ['Red', 'Blue', 'Green', 'White'];
const sizes = ['XS', 'S', 'M', 'L', 'XL', 'XXL'];
const sheet = [
  'Colour\tSize\tPrice\tStock\tSKU',
  ...colours.flatMap((colour, row) =>
    sizes.map((size, column) => `${colour}\t${size}\t${89 + row}.50\t${10 + column}\t${colour}-${size}`),
  ),
].join('\n');

async function onSale(): Promise<Product> {
  const { products } = await get<{ products: { id: string }[] }>(
    '/v1/shop/products?pageSize=1&state=PRODUCT_STATE_ON_SALE',
  );
  return (await get<{ product: Product }>(`/v1/shop/products/${products[0]?.id}`)).product;
}

describe('a seller', () => {
  it('publishes a product with 24 SKUs from a spreadsheet, and its pictures', async () => {
    const visitor = await comeIn('en');
    const { page } = visitor;
    await open(page, '/seller/products');
    await page.getByRole('link', { name: 'New product' }).first().click();
    await page.getByRole('button', { name: 'Create draft' }).click();
    await page.getByText('This is needed').first().waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Linen shirt of the tests');
    const category = page.getByLabel('Category');
    await category.selectOption({ index: 1 });
    await page
      .locator('input[type=file]')
      .setInputFiles([await picture(page, 'red'), await picture(page, 'blue')]);
    await page.getByRole('img', { name: 'Picture 2' }).waitFor();
    const first = await page.getByRole('img', { name: 'Picture 1' }).getAttribute('src');
    await page.getByRole('button', { name: 'Move picture 2 forward' }).click();
    await expect.poll(() => page.getByRole('img', { name: 'Picture 2' }).getAttribute('src')).toBe(first);

    await page.getByRole('button', { name: 'Paste a table' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(sheet);
    await page.getByText('24 SKUs; options: Colour (4), Size (6)').waitFor();
    await page.getByRole('button', { name: 'Take it' }).click();
    // A range from a spreadsheet, pasted into a cell.
    const cell = page.getByLabel('Red XS Price (¥)');
    await cell.evaluate((input) => {
      const data = new DataTransfer();
      data.setData('text/plain', '79.00\t99.00\n78.00\t98.00');
      input.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await expect.poll(() => page.getByLabel('Red S List price (¥)').inputValue()).toBe('98.00');
    await page.getByLabel('All: Weight (g)').fill('320');
    await page.getByLabel('Description').fill('Washed linen.');
    for (const field of await page.locator('section').last().getByRole('combobox').all())
      await field.selectOption({ index: 1 });
    for (const field of await page.locator('section').last().getByRole('textbox').all())
      await field.fill('1');
    await page.getByRole('button', { name: 'Create draft' }).click();
    await page.waitForURL(/\/seller\/products\/\d+$/);
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await page.getByText('In review', { exact: true }).waitFor();

    const id = page.url().split('/').at(-1);
    const { product } = await get<{ product: Product }>(`/v1/shop/products/${id}`);
    expect(product.state).toBe('PRODUCT_STATE_IN_REVIEW');
    expect(product.skus).toHaveLength(24);
    expect(product.pictures).toHaveLength(2);
    expect(product.options.map(({ values }) => values)).toEqual([colours, sizes]);
    expect(product.skus[0]).toMatchObject({ price: { minorUnits: '7900' }, available: '10' });
    expect(product.skus[23]).toMatchObject({ price: { minorUnits: '9250' }, available: '15' });
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('ships an order', async () => {
    const visitor = await comeIn('zh-CN');
    const { page } = visitor;
    await open(page, '/seller/');
    await page.getByRole('link', { name: '待发货订单' }).click();
    await page.waitForURL(/\/seller\/orders\?status=PAID$/);
    await page.getByRole('button', { name: '发货', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    const orderNo = /\d{10,}/.exec((await dialog.getByRole('heading').innerText()) ?? '')?.[0];
    await dialog.getByLabel('快递单号').fill('?');
    await dialog.getByRole('button', { name: '发货' }).click();
    await dialog.getByText('应为 4 至 40 位字母、数字或连字符').waitFor();
    await dialog.getByLabel('快递公司').fill('顺丰速运');
    await dialog.getByLabel('快递单号').fill('SF 1234 5678');
    await dialog.getByRole('button', { name: '发货' }).click();
    await page.getByText(`订单 ${orderNo} 已发货`).waitFor();
    await open(page, `/seller/orders/${orderNo}`);
    await page.getByText('SF12345678').waitFor();
    const { order } = await get<{ order: { status: string } }>(`/v1/shop/orders/${orderNo}`);
    expect(order.status).toBe('ORDER_STATUS_SHIPPED');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('names a view of the orders, and takes them as a file', async () => {
    const visitor = await comeIn('en');
    const { page } = visitor;
    await open(page, '/seller/orders?status=SHIPPED&size=50');
    const views = page.getByRole('button', { name: 'Views', exact: true });
    await views.click();
    await page.getByLabel('Name of this view').fill('On their way');
    await page.getByRole('button', { name: 'Keep this view' }).click();
    await open(page, '/seller/orders');
    await views.click();
    await page.getByRole('link', { name: 'On their way' }).click();
    await page.waitForURL(/\/seller\/orders\?size=50&status=SHIPPED$/);

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    const lines = readFileSync(await file.path(), 'utf8')
      .replace('\uFEFF', '')
      .split('\r\n');
    expect(lines[0]).toBe("Order number,Goods,Recipient,Buyer's note,Total,Status,Placed,Ship before");
    const { orders } = await get<{ orders: { orderNo: string; total: { minorUnits: string } }[] }>(
      '/v1/shop/orders?pageSize=100&status=ORDER_STATUS_SHIPPED',
    );
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(orders.map(({ orderNo }) => orderNo));
    const total = Number(orders[0]?.total.minorUnits) / 100;
    expect(lines[1]).toContain(`,${total.toFixed(2)},Shipped,`);

    await page
      .getByRole('button', { name: 'Views' })
      .or(page.getByRole('button', { name: 'On their way' }))
      .click();
    await page.getByRole('button', { name: 'Remove view On their way' }).click();
    await page.getByText('Filter the list, then give what you see a name.').waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('replies to a review', async () => {
    const visitor = await comeIn('en');
    const { page } = visitor;
    await open(page, '/seller/reviews');
    await page.getByLabel('Reply').selectOption('1');
    await page.waitForURL(/unreplied=1/);
    const reply = page.getByRole('button', { name: 'Reply', exact: true });
    await reply.first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Reply' }).click();
    await dialog.getByText('This is needed').waitFor();
    await dialog.getByRole('textbox').fill('Thank you for trying the tests.');
    await dialog.getByRole('button', { name: 'Reply' }).click();
    await page.getByText('You have replied to').waitFor();
    const { reviews } = await get<{ reviews: { reply?: { text: string } }[] }>(
      '/v1/shop/reviews?pageSize=50',
    );
    expect(reviews.map(({ reply: said }) => said?.text)).toContain('Thank you for trying the tests.');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('changes the stock, with its reason', async () => {
    const visitor = await comeIn('en');
    const { page } = visitor;
    const product = await onSale();
    const [sku] = product.skus;
    await open(page, `/seller/products/${product.id}/stock`);
    await page.getByRole('button', { name: 'Adjust' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Pieces').fill('7');
    await dialog.getByLabel('Reason, kept with the change').fill('counted again');
    await dialog.getByRole('button', { name: 'Adjust' }).click();
    await page.getByText('the stock is changed').waitFor();
    await page.getByRole('button', { name: 'Movements' }).first().click();
    await dialog.getByText('counted again').waitFor();
    const after = (await get<{ product: Product }>(`/v1/shop/products/${product.id}`)).product;
    expect(Number(after.skus[0]?.available)).toBe(Number(sku?.available) + 7);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('merges with who edits the same product, and loses nothing by leaving', async () => {
    const visitor = await comeIn('en');
    const { page } = visitor;
    const product = await onSale();
    await open(page, `/seller/products/${product.id}`);
    await page.getByLabel('Subtitle').fill('Mine');
    await page.getByLabel('Tags').fill('one, two');
    const others = { etag: product.etag, subtitle: 'Theirs', brand: 'Their brand' };
    await call(url, 'PATCH', `/v1/products/${product.id}`, others, seller.token);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Somebody else saved this meanwhile' }).waitFor();
    await page.getByText('Taken over from them: Brand.').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Take theirs' }).click();

    await page.getByRole('link', { name: 'Orders' }).click();
    const leaving = page.getByRole('dialog', { name: 'Leave without saving?' });
    await leaving.getByText('1 change is not saved').waitFor();
    await leaving.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    const after = (
      await get<{ product: Product & { brand: string; tags: string[] } }>(`/v1/shop/products/${product.id}`)
    ).product;
    expect(after).toMatchObject({ subtitle: 'Theirs', brand: 'Their brand', tags: ['one', 'two'] });
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('goes anywhere by the keyboard', async () => {
    const visitor = await comeIn('en');
    const { page } = visitor;
    await open(page, '/seller/');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('shop set');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Shop settings' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('camera');
    await page.getByRole('option', { name: 'Products with “camera”' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/seller\/products\?q=camera$/);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

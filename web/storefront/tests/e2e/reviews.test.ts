// SPDX-License-Identifier: Apache-2.0
// What buyers say, in a browser: written with pictures, read with filters, voted for, asked about.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Account, call, login } from '@ecommerce/shared/testing/api';
import { addAddress, type Goods, goodsOfShops, register } from '@ecommerce/shared/testing/buyer';
import {
  accessibilityProblems,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
} from '@ecommerce/shared/testing/visitor';
import { awaitedReviews, receive, writeReview } from '../support/scenes';
import { texts } from '../support/shopping';

const url = inject('shop');
const t = texts['zh-CN'].reviews;
// A small grey square.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR4nGNogAIGyhgAgIQgAQ2AJGEAAAAASUVORK5CYII=',
  'base64',
);

let browser: Browser;
let seller: Account;
let goods: Goods;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  seller = await login(url, 'seller@demo.shop');
  const { shop } = await call<{ shop: { shop: { id: string } } }>(
    url,
    'GET',
    '/v1/users/me/shop',
    undefined,
    seller.token,
  );
  const [own] = await goodsOfShops(url, 1, shop.shop.id);
  if (!own) throw new Error('the demo seller has nothing in stock');
  goods = own;
});
afterAll(() => browser?.close());
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  for (const visitor of visitors) await visitor.leave();
  visitors = [];
  expect(complaints).toEqual([]);
});

async function come(account?: Account): Promise<Visitor> {
  const visitor = await Visitor.come(browser, url);
  visitors.push(visitor);
  if (account) await signInQuietly(visitor, account);
  return visitor;
}

// Somebody who has received the demo seller's goods.
async function buyer(): Promise<Account> {
  const account = await register(url);
  await receive(url, account, seller, goods.skuId, await addAddress(url, account));
  await awaitedReviews(url, account, 1);
  return account;
}

// The part of a product's page that loads when it comes near.
async function toReviews({ page }: Visitor) {
  await open(page, `/products/${goods.productId}`);
  await page.locator('footer').first().scrollIntoViewIfNeeded();
  await page.getByRole('heading', { name: t.title }).scrollIntoViewIfNeeded();
}

describe('a review', () => {
  it('is written with stars and pictures, which can fail and be sent again', async () => {
    const visitor = await come(await buyer());
    const { page } = visitor;
    await open(page, '/account/reviews');
    await page.getByRole('link', { name: t.write }).click();
    await page.getByRole('button', { name: t.send }).click();
    await page.getByText(t.chooseStars).first().waitFor();
    for (const part of [t.goods, t.logistics, t.service]) {
      await page
        .getByRole('group', { name: part })
        .getByText(t.starsOf.replace('{{value}}', '5'))
        .click({ force: true });
    }
    await page.getByLabel(t.text).fill('颜色很正，做工精致。');

    await page.route('**/v1/pictures', (route) => route.abort(), { times: 1 });
    const file = { name: 'pot.png', mimeType: 'image/png', buffer: PICTURE };
    await page
      .locator('input[type=file]')
      .setInputFiles([file, { ...file, name: 'a.svg', mimeType: 'image/svg+xml' }]);
    await page.getByText('a.svg').waitFor();
    await page.getByRole('button', { name: t.retry }).click();
    await page.getByRole('img', { name: t.pictureNumber.replace('{{index}}', '1') }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: t.send }).click();
    await page.waitForURL(/tab=written/);
    await page.getByText('颜色很正，做工精致。').waitFor();

    await page.getByRole('link', { name: t.followUp }).click();
    await page.getByLabel(t.followUpText).fill('一个月了，依旧很好。');
    await page.getByRole('button', { name: t.send }).click();
    await page.getByRole('paragraph').filter({ hasText: '一个月了，依旧很好。' }).waitFor();
  });

  it('takes pictures that are dropped and pasted', async () => {
    const visitor = await come(await buyer());
    const { page } = visitor;
    await open(page, '/account/reviews');
    await page.getByRole('link', { name: t.write }).click();
    const area = page.getByRole('group', { name: t.pictures });
    await area.waitFor();
    for (const kind of ['drop', 'paste'] as const) {
      await area.evaluate(
        (element, { bytes, kind: how }) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(bytes)], 'x.png', { type: 'image/png' }));
          const options = { bubbles: true, cancelable: true };
          element.dispatchEvent(
            how === 'drop'
              ? new DragEvent('drop', { ...options, dataTransfer: data })
              : new ClipboardEvent('paste', { ...options, clipboardData: data }),
          );
        },
        { bytes: [...PICTURE], kind },
      );
    }
    await page.getByRole('img', { name: t.pictureNumber.replace('{{index}}', '2') }).waitFor();
    await page.getByRole('button', { name: t.removePicture.replace('{{index}}', '2') }).click();
    await expect.poll(() => area.getByRole('img').count()).toBe(1);
  });

  it('is read, filtered, voted for and reported', async () => {
    const author = await buyer();
    const [line] = await awaitedReviews(url, author, 1);
    if (line) await writeReview(url, author, line);
    const visitor = await come(await register(url));
    const { page } = visitor;
    await toReviews(visitor);
    await page.getByRole('button', { name: t.starsOf.replace('{{value}}', '4'), exact: true }).click();
    const first = page.getByRole('article').filter({ hasText: '壶嘴不漏水，手感很好。' }).first();
    await first.waitFor();
    // Filters go together: with another sort, and with pictures, which this one has none of.
    await page.getByLabel(t.sort).selectOption('rating');
    await first.waitFor();
    const pictures = page.getByRole('button', { name: t.withPictures.split(' ')[0] ?? '' });
    await pictures.click();
    await first.waitFor({ state: 'detached' });
    await pictures.click();
    await first.waitFor();
    await first.getByRole('button', { name: t.helpful.split('（')[0] ?? '' }).click();
    await first.getByRole('button', { name: t.helpful.replace('{{count}}', '1') }).waitFor();
    await first.getByRole('button', { name: t.report }).click();
    const dialog = page.getByRole('dialog');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: t.report }).click();
    await page.getByText(t.reported).waitFor();
  });
});

describe('a question', () => {
  it('is asked and answered by the shop', async () => {
    const visitor = await come(await register(url));
    await toReviews(visitor);
    const { page } = visitor;
    await page.getByRole('button', { name: t.ask }).click();
    await page.getByRole('dialog').getByLabel(t.yourQuestion).fill('可以进洗碗机吗？');
    await page.getByRole('dialog').getByRole('button', { name: t.send }).click();
    await page.getByText(t.asked).waitFor();

    const shop = await come(seller);
    const asked = shop.page.getByRole('article').filter({ hasText: '可以进洗碗机吗？' }).first();
    // Lists that are the same for everybody are kept for some seconds.
    const isShown = async () => {
      await toReviews(shop);
      return asked.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(isShown, { timeout: 30_000 }).toBe(true);
    await asked.getByRole('button', { name: t.answer }).click();
    await shop.page.getByRole('dialog').getByLabel(t.yourAnswer).fill('可以的。');
    await shop.page.getByRole('dialog').getByRole('button', { name: t.send }).click();
    await shop.page.getByText(t.answered).waitFor();
  });
});

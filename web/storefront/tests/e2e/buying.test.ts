// SPDX-License-Identifier: Apache-2.0
// A shopper's ways through the shop, in a browser, against the real program with its demo data.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Account, call, login } from '@ecommerce/shared/testing/api';
import {
  addAddress,
  type Goods,
  goodsOfShops,
  register,
  eventually,
  orderStatus,
  placeOrder,
  settle,
} from '@ecommerce/shared/testing/buyer';
import {
  loaded,
  type Look,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
} from '@ecommerce/shared/testing/visitor';
import { addToCart, atTheCashier, pay, paymentId, signIn, submitOrder, texts } from '../support/shopping';

const url = inject('shop');
const t = texts['zh-CN'];

let browser: Browser;
let goods: Goods[];
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  goods = await goodsOfShops(url, 2);
});
afterAll(() => browser?.close());
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  for (const visitor of visitors) await visitor.leave();
  visitors = [];
  expect(complaints).toEqual([]);
});

async function come(look: Look = {}, shop = url): Promise<Visitor> {
  const visitor = await Visitor.come(browser, shop, look);
  visitors.push(visitor);
  return visitor;
}

// Somebody with an account and an address, signed in.
async function customer(shop = url): Promise<{ visitor: Visitor; account: Account; addressId: string }> {
  const account = await register(shop);
  const addressId = await addAddress(shop, account);
  const visitor = await come({}, shop);
  await signInQuietly(visitor, account);
  return { visitor, account, addressId };
}

function thing(index: number): Goods {
  const found = goods[index];
  if (!found) throw new Error('too few goods');
  return found;
}

interface OrderList {
  orders: { orderNo: string; status: string; shopId: string }[];
}

function ordersOf(account: Account, shop = url): Promise<OrderList> {
  return call<OrderList>(shop, 'GET', '/v1/orders', undefined, account.token);
}

describe('buying', () => {
  for (const size of ['desktop', 'phone'] as const) {
    it(`leads from registering to two paid orders of two shops (${size})`, async () => {
      const visitor = await come({ size });
      const { page } = visitor;
      const email = `new-${size}-${Date.now()}@example.com`;

      await open(page, '/sign-up');
      await page.getByLabel(t.session.email).fill(email);
      await page.getByLabel(t.session.password, { exact: true }).fill('a-good-one');
      await page.getByLabel(t.session.confirmPassword).fill('a-good-one');
      await page.getByRole('main').getByRole('button', { name: t.storefront.signUp }).click();
      await page.waitForURL(`${url}/`);

      // Browses: a card of the home page leads to a product.
      await page.getByRole('main').locator('a[href^="/products/"]').first().click();
      await page.waitForURL(/\/products\//);
      await page.getByRole('button', { name: t.product.buyNow }).first().waitFor();

      await addToCart(page, thing(0));
      await addToCart(page, thing(1));
      await open(page, '/cart');
      expect(await page.getByRole('checkbox', { name: thing(0).name }).count()).toBeGreaterThan(0);
      await page.getByRole('main').getByRole('button', { name: t.cart.checkOut }).click();
      await page.waitForURL(/\/checkout/);

      // The first address, pasted as people get it.
      await page.getByRole('button', { name: t.checkout.addAddress }).click();
      const dialog = page.getByRole('dialog');
      await dialog
        .getByLabel(t.address.paste)
        .fill('李雷 13912345678 浙江省杭州市西湖区文三路 90 号 3 幢 502');
      await dialog.getByRole('button', { name: t.address.pasteRead }).click();
      await expect
        .poll(() => dialog.getByLabel(t.address.recipient).inputValue(), { timeout: 10_000 })
        .toBe('李雷');
      await dialog.getByRole('button', { name: t.common.save }).click();
      await dialog.waitFor({ state: 'hidden' });
      await loaded(page);

      await page.getByLabel(t.checkout.note).first().fill('请放门口');
      await submitOrder(page);
      await pay(page);

      const account = await login(url, email, 'a-good-one');
      const { orders } = await eventually(
        () => ordersOf(account),
        (list) => list.orders.every(({ status }) => status === 'ORDER_STATUS_PAID'),
      );
      expect(orders).toHaveLength(2);
      expect(new Set(orders.map(({ shopId }) => shopId)).size).toBe(2);

      // Nothing of it is left in the cart, and the order shows its steps.
      await open(page, '/cart');
      await page.getByText(t.cart.empty).waitFor();
      await open(page, `/orders/${orders[0]?.orderNo}`);
      await page.getByText(t.orders.step.paid).first().waitFor();
    });
  }

  it('can be declined and tried again', async () => {
    const { visitor, account } = await customer();
    const { page } = visitor;
    await open(page, `/checkout?items=${thing(0).skuId}:1`);
    await submitOrder(page);
    await atTheCashier(page, 'decline');
    await open(page, `/payments/${(await ordersPayment(account)).id}`);
    await page.getByRole('button', { name: t.checkout.payAgain }).waitFor();
    await pay(page);
  });

  it('can be cancelled with a reason', async () => {
    const { visitor, account, addressId } = await customer();
    const placed = await placeOrder(url, account, [thing(0).skuId], addressId);
    const orderNo = placed.orders[0]?.orderNo ?? '';
    const { page } = visitor;
    await open(page, `/orders/${orderNo}`);
    await page.getByRole('button', { name: t.orders.cancel }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(t.orders.cancelChoice).click();
    await dialog.getByRole('button', { name: t.orders.cancel, exact: true }).click();
    await page.getByRole('heading', { name: t.orders.status.cancelled }).waitFor();
    await page.getByText(t.orders.cancelChoice).first().waitFor();
  });

  it('is given up when the deadline passes while the page is open', async () => {
    const hasty = inject('hastyShop');
    const { visitor } = await customer(hasty);
    const { page } = visitor;
    await open(page, `/checkout?items=${thing(0).skuId}:1`);
    await submitOrder(page);
    await page.getByText(t.checkout.timeLeft).waitFor();
    // The page changes by itself.
    await page.getByRole('heading', { name: t.checkout.payment.closed }).waitFor({ timeout: 40_000 });
  });

  it('places one order when two tabs submit the same cart', async () => {
    const { visitor, account } = await customer();
    const { page } = visitor;
    await addToCart(page, thing(0));
    const second = await visitor.tab();
    await open(page, '/checkout');
    await open(second, '/checkout');
    await submitOrder(page);
    await second.getByRole('button', { name: t.checkout.submit }).click();
    // The cart was sold: the second tab says so and leads to the order.
    await second.getByText(t.checkout.nothing).first().waitFor();
    expect((await ordersOf(account)).orders).toHaveLength(1);
  });

  it('places one order however fast the button is pressed', async () => {
    const { visitor, account } = await customer();
    const { page } = visitor;
    await open(page, `/checkout?items=${thing(0).skuId}:1`);
    await page.getByRole('button', { name: t.checkout.submit }).dblclick();
    await page.waitForURL(/\/payments\//);
    expect((await ordersOf(account)).orders).toHaveLength(1);
  });

  it('places one order when the reply to the first try is lost', async () => {
    const { visitor, account } = await customer();
    const { page } = visitor;
    await open(page, `/checkout?items=${thing(0).skuId}:1`);
    let lost = false;
    await page.route('**/v1/checkout', async (route) => {
      if (lost) return route.continue();
      lost = true;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: t.checkout.submit }).click();
    await page.getByText(t.errors.OFFLINE).waitFor();
    await submitOrder(page);
    expect((await ordersOf(account)).orders).toHaveLength(1);
  });

  it('does not come back to a dead checkout by the back button', async () => {
    const { visitor, account } = await customer();
    const { page } = visitor;
    await open(page, `/products/${thing(0).productId}?sku=${thing(0).skuId}`);
    await page.getByRole('button', { name: t.product.buyNow }).first().click();
    await page.waitForURL(/\/checkout/);
    await loaded(page);
    await submitOrder(page);
    const payment = paymentId(page);
    await pay(page);
    for (let steps = 0; steps < 4 && !page.url().includes('/products/'); steps++) await page.goBack();
    expect(page.url()).toContain('/products/');
    // And forward again, the payment is still paid.
    await open(page, `/payments/${payment}`);
    await page.getByRole('heading', { name: t.checkout.payment.paid }).waitFor();
    expect((await ordersOf(account)).orders).toHaveLength(1);
  });

  it('asks again when the price changed meanwhile', async () => {
    const { visitor } = await customer();
    const { page } = visitor;
    await open(page, `/checkout?items=${thing(0).skuId}:1`);
    // The page believes in a total that the platform does not have any more.
    let first = true;
    await page.route('**/v1/checkout', async (route, request) => {
      const order = request.postDataJSON() as { expectedTotal: { minorUnits: string } };
      if (first) order.expectedTotal.minorUnits = '1';
      first = false;
      await route.continue({ postData: JSON.stringify(order) });
    });
    await page.getByRole('button', { name: t.checkout.submit }).click();
    await page.getByRole('dialog', { name: t.checkout.priceChanged }).waitFor();
    await page.getByRole('button', { name: t.checkout.agree }).click();
    await page.waitForURL(/\/payments\//);
  });
});

describe('a paid order', () => {
  it('can be cancelled before it is shipped, and the money comes back', async () => {
    const { visitor, account, addressId } = await customer();
    const { page } = visitor;
    const placed = await placeOrder(url, account, [thing(0).skuId], addressId);
    const number = placed.orders[0]?.orderNo ?? '';
    await settle(url, account, placed.payment.id, 'pay');
    await orderStatus(url, account, number, 'PAID');

    await open(page, `/orders/${number}`);
    await page.getByRole('heading', { name: t.orders.status.paid }).waitFor();
    await page.getByText(/前发货；发货前可以取消订单/).waitFor();
    await page.getByRole('button', { name: new RegExp(t.orders.cancel) }).click();
    const dialog = page.getByRole('dialog', { name: t.orders.cancelTitle });
    await dialog.getByText(/取消后 .* 会原路退回/).waitFor();
    await dialog.getByText(t.orders.cancelChoice).click();
    await dialog.getByRole('button', { name: t.orders.cancelAndRefund }).click();
    await page.getByText(t.orders.refundStarted).waitFor();
    // The page follows the money by itself.
    await page.getByRole('heading', { name: t.orders.status.refunded }).waitFor();
    await page.getByText(/ 原路退回付款账户。/).waitFor();
    await page.getByText(t.orders.cancelChoice).waitFor();
    expect(await page.getByRole('button', { name: new RegExp(t.orders.cancel) }).count()).toBe(0);
  });
});

describe('messages', () => {
  it('tell of a cancelled order, lead to it, and are gone when they are deleted', async () => {
    const { visitor, account, addressId } = await customer();
    const { page } = visitor;
    const placed = await placeOrder(url, account, [thing(0).skuId], addressId);
    const orderNo = placed.orders[0]?.orderNo ?? '';
    const body = { reason: 'No' };
    await call(url, 'POST', `/v1/orders/${orderNo}:cancel`, body, account.token);
    const unread = '/v1/notifications:countUnread';
    await eventually(
      () => call<{ counts?: unknown[] }>(url, 'GET', unread, undefined, account.token),
      ({ counts }) => counts?.length === 1,
    );

    await open(page, '/account/messages');
    const bell = page.getByRole('banner').getByRole('link', { name: t.storefront.messages });
    await expect.poll(() => bell.textContent()).toBe(`1${t.storefront.messages}`);
    const message = page.getByRole('main').getByRole('listitem').filter({ hasText: orderNo });
    await message.getByText(t.messages.unread).waitFor();
    await message.getByRole('link').click();
    await page.waitForURL(`${url}/orders/${orderNo}`);
    await expect.poll(() => bell.textContent()).toBe(t.storefront.messages);

    await page.goBack();
    await message.getByRole('button', { name: t.messages.delete }).click();
    await page.getByText(t.messages.none, { exact: true }).waitFor();
  });
});

describe('a guest', () => {
  it('keeps the cart when signing in, and goes on where the way was left', async () => {
    const account = await register(url);
    await addAddress(url, account);
    await call(url, 'POST', '/v1/cart/items', { skuId: thing(1).skuId, quantity: 1 }, account.token);
    const visitor = await come();
    const { page } = visitor;
    await addToCart(page, thing(0));
    await open(page, '/cart');
    await page.getByRole('main').getByRole('button', { name: t.cart.checkOut }).click();
    await page.waitForURL(/\/sign-in\?from=%2Fcheckout/);
    await signIn(page, account);
    await page.waitForURL(/\/checkout$/);
    // The guest's line and the account's own.
    await page.getByText(thing(0).name).first().waitFor();
    await page.getByText(thing(1).name).first().waitFor();
  });

  it('leaves nothing that opens an account or a cart where scripts can read it', async () => {
    const { visitor } = await customer();
    const { page } = visitor;
    await addToCart(page, thing(0));
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept).not.toMatch(/eyJ|[A-Za-z0-9_-]{24,}/);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });
});

describe('a session', () => {
  it('that ended elsewhere leads to signing in and back to the same page', async () => {
    const { visitor, account } = await customer();
    const { page } = visitor;
    await open(page, '/account/addresses');
    await call(url, 'DELETE', '/v1/auth/sessions', undefined, account.token);
    await page.getByRole('main').getByRole('button', { name: t.account.addAddress }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: t.common.close }).click();
    await page.getByRole('link', { name: t.account.devices }).click();
    await page.waitForURL(/\/sign-in\?from=%2Faccount%2Fdevices/);
    await page.getByText(t.session.lost).waitFor();
    await signIn(page, account);
    await page.waitForURL(/\/account\/devices$/);
    await page.getByText(t.account.thisDevice).first().waitFor();
  });

  it('ends in every tab at once', async () => {
    const { visitor } = await customer();
    const { page } = visitor;
    await open(page, '/account');
    const second = await visitor.tab();
    await open(second, '/orders');
    await page.getByRole('banner').getByRole('button', { name: t.storefront.account }).click();
    await page.getByRole('button', { name: t.common.signOut }).first().click();
    await second.waitForURL(`${url}/`);
    await second.getByRole('banner').getByRole('link', { name: t.common.signIn }).waitFor();
  });
});

async function ordersPayment(account: Account): Promise<{ id: string }> {
  const { orders } = await ordersOf(account);
  const { order } = await call<{ order: { paymentId: string } }>(
    url,
    'GET',
    `/v1/orders/${orders[0]?.orderNo}`,
    undefined,
    account.token,
  );
  return { id: order.paymentId };
}

// SPDX-License-Identifier: Apache-2.0
// A buyer past the pages: an account, goods in stock, orders.
import { randomBytes } from 'node:crypto';
import { call, login, type Account } from './api';

export async function register(url: string): Promise<Account> {
  const email = `shopper-${randomBytes(6).toString('hex')}@example.com`;
  const password = 'a-good-one';
  await call(url, 'POST', '/v1/users', { email, password, confirmPassword: password, nickname: '小林' });
  return login(url, email, password);
}

export async function addAddress(url: string, account: Account, recipient = '张三'): Promise<string> {
  const { address } = await call<{ address: { id: string } }>(
    url,
    'POST',
    '/v1/users/me/addresses',
    {
      recipient,
      phone: '13800000000',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      street: '文三路 1 号',
    },
    account.token,
  );
  return address.id;
}

export interface Goods {
  productId: string;
  skuId: string;
  name: string;
  shopId: string;
  price: string;
}

// Things in stock, each of another shop; or of the one shop that is named.
export async function goodsOfShops(url: string, count: number, shopId = ''): Promise<Goods[]> {
  const { products } = await call<{ products: { id: string; name: string; shopId: string }[] }>(
    url,
    'GET',
    `/v1/products?inStock=true&pageSize=100${shopId && `&shopId=${shopId}`}`,
  );
  const found: Goods[] = [];
  for (const { id, name, shopId: shop } of products) {
    if (found.length === count) break;
    if (found.some((goods) => goods.shopId === shop)) continue;
    const { product } = await call<{
      product: { skus: { id: string; available: string; price: { minorUnits: string } }[] };
    }>(url, 'GET', `/v1/products/${id}`);
    const sku = product.skus.find(({ available }) => Number(available) > 20);
    if (sku) found.push({ productId: id, skuId: sku.id, name, shopId: shop, price: sku.price.minorUnits });
  }
  if (found.length < count) throw new Error(`the demo data has no ${count} shops with stock`);
  return found;
}

interface Quote {
  quote: { total: { currencyCode: string; minorUnits: string } };
}

export interface Placed {
  orders: { orderNo: string; shopId: string }[];
  payment: { id: string };
}

// Buys one unit of each; unpaid.
export async function placeOrder(
  url: string,
  account: Account,
  skuIds: string[],
  addressId: string,
): Promise<Placed> {
  const items = skuIds.map((skuId) => ({ skuId, quantity: 1 }));
  const { quote } = await call<Quote>(
    url,
    'POST',
    '/v1/checkout:preview',
    { items, addressId },
    account.token,
  );
  const order = { items, addressId, paymentMethod: 'sandbox', expectedTotal: quote.total };
  return call<Placed>(url, 'POST', '/v1/checkout', order, account.token);
}

// Presses a button of the sandbox's cashier.
export async function settle(url: string, account: Account, paymentId: string, action: 'pay' | 'decline') {
  const { cashierUrl } = await call<{ cashierUrl: string }>(
    url,
    'POST',
    `/v1/payments/${paymentId}:pay`,
    {},
    account.token,
  );
  await call(url, 'POST', new URL(cashierUrl).pathname, { action });
}

// Asks until the answer is as wanted.
export async function eventually<T>(ask: () => Promise<T>, good: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask();
    if (good(answer)) return answer;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error('it never became so');
}

export function orderStatus(url: string, account: Account, orderNo: string, status: string) {
  return eventually(
    () => call<{ order: { status: string } }>(url, 'GET', `/v1/orders/${orderNo}`, undefined, account.token),
    ({ order }) => order.status === `ORDER_STATUS_${status}`,
  );
}

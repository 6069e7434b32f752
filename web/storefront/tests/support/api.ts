// SPDX-License-Identifier: Apache-2.0
// What tests do past the pages: accounts, goods and parcels that a scene begins with.
import { randomBytes } from 'node:crypto';

export const DEMO_PASSWORD = 'demo-pass-2026';

export interface Account {
  email: string;
  password: string;
  token: string;
}

type Json = Record<string, unknown>;

// Calls the API; a reply of 400 or more throws.
export async function call<T = Json>(
  url: string,
  method: string,
  path: string,
  body?: Json,
  token = '',
): Promise<T> {
  const reply = await fetch(url + path, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(method === 'POST' && { 'idempotency-key': randomBytes(12).toString('hex') }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

export async function login(url: string, email: string, password = DEMO_PASSWORD): Promise<Account> {
  const { accessToken } = await call<{ accessToken: string }>(url, 'POST', '/v1/auth/login', {
    account: email,
    password,
  });
  return { email, password, token: accessToken };
}

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

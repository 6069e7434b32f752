// SPDX-License-Identifier: Apache-2.0
// What tests do past the pages: accounts, goods and parcels that a scene begins with.
import { randomBytes } from 'node:crypto';
import { call, DEMO_PASSWORD, login, type Account } from '@ecommerce/shared/testing/api';

export { call, DEMO_PASSWORD, login, type Account };

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

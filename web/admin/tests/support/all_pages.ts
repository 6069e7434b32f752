// SPDX-License-Identifier: Apache-2.0
// Every page of the administrator console, with something on it.
import { call, login } from '@ecommerce/shared/testing/api';
import { register } from '@ecommerce/shared/testing/buyer';
import type { Scene } from '@ecommerce/shared/testing/console_pages';
import { apply, report } from './scenes';

export const ADMIN = 'admin@demo.shop';

interface Listed {
  orders: { orderNo: string }[];
  products: { id: string }[];
  shops: { shop: { id: string } }[];
  users: { id: string }[];
  parameter: { value?: string; valueInForce: string; etag: string };
}

export async function allPages(url: string): Promise<Scene> {
  const account = await login(url, ADMIN);
  const get = (path: string) => call<Listed>(url, 'GET', path, undefined, account.token);
  const [order] = (await get('/v1/admin/orders?pageSize=1&status=ORDER_STATUS_PAID')).orders;
  const [product] = (await get('/v1/admin/products?pageSize=1&state=PRODUCT_STATE_ON_SALE')).products;
  const [shop] = (await get('/v1/admin/shops?pageSize=1&status=SHOP_STATUS_OPEN')).shops;
  const [user] = (await get('/v1/admin/users?pageSize=1&query=customer@demo.shop')).users;
  const { categories } = await call<{ categories: { id: string }[] }>(url, 'GET', '/v1/categories');
  if (!order || !product || !shop || !user) throw new Error('the demo data is empty');
  const applicant = await register(url);
  const application = await apply(url, applicant);
  const reviewId = await report(url, applicant);
  await call(url, 'POST', '/v1/admin/search-synonyms', { words: ['茶壶', 'teapot'] }, account.token).catch(
    () => undefined,
  );
  const { parameter } = await get(`/v1/admin/parameters/${PARAMETER}`);
  if (parameter.value === undefined) {
    const body = { value: parameter.valueInForce, reason: '照旧', etag: parameter.etag };
    await call(url, 'PUT', `/v1/admin/parameters/${PARAMETER}`, body, account.token);
  }
  const visits = [
    { name: 'overview', path: '/' },
    { name: 'review', path: '/review' },
    { name: 'products', path: '/products' },
    { name: 'products-none', path: '/products?q=zzzz' },
    { name: 'product', path: `/products/${product.id}` },
    { name: 'categories', path: `/categories?id=${categories[0]?.id ?? ''}` },
    { name: 'search', path: '/search' },
    { name: 'shops', path: '/shops' },
    { name: 'shop', path: `/shops/${shop.shop.id}` },
    { name: 'shop-pending', path: `/shops/${application}` },
    { name: 'users', path: '/users' },
    { name: 'user', path: `/users/${user.id}` },
    { name: 'orders', path: '/orders' },
    { name: 'order', path: `/orders/${order.orderNo}` },
    { name: 'payments', path: '/payments' },
    { name: 'refunds', path: '/refunds' },
    { name: 'reports', path: '/reports' },
    { name: 'reviews', path: '/reviews' },
    { name: 'review-reported', path: `/reviews/${reviewId}` },
    { name: 'remarks', path: '/remarks' },
    { name: 'blocked-words', path: '/blocked-words' },
    { name: 'review-tags', path: '/review-tags' },
    { name: 'freight', path: '/freight' },
    { name: 'parameters', path: '/parameters' },
    { name: 'parameter', path: `/parameter?name=${PARAMETER}` },
    { name: 'parameter-changes', path: '/parameter-changes' },
    { name: 'instances', path: '/instances' },
    { name: 'templates', path: '/templates?language=EN' },
    { name: 'template', path: TEMPLATE },
    { name: 'dead-mails', path: '/dead-mails' },
    { name: 'dead-letters', path: '/dead-letters' },
    { name: 'not-found', path: '/no/such/page' },
  ];
  return { account, visits };
}

export const TEMPLATE = '/template?type=ORDER_SHIPPED&channel=MAIL&language=EN';
// One that changes nothing that a test sees.
export const PARAMETER = 'order.ship_within';

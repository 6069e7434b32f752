// SPDX-License-Identifier: Apache-2.0
// Every page of the seller console, with something on it.
import { call, DEMO_PASSWORD, login } from '@ecommerce/shared/testing/api';
import type { Scene } from '@ecommerce/shared/testing/console_pages';

export const SELLER = 'seller@demo.shop';

interface Listed {
  orders: { orderNo: string; status: string }[];
  products: { id: string; state: string }[];
  freightTemplates: { id: string }[];
}

export async function allPages(url: string): Promise<Scene> {
  const account = await login(url, SELLER, DEMO_PASSWORD);
  const get = (path: string) => call<Listed>(url, 'GET', path, undefined, account.token);
  const [order] = (await get('/v1/shop/orders?pageSize=1&status=ORDER_STATUS_PAID')).orders;
  const [done] = (await get('/v1/shop/orders?pageSize=1&status=ORDER_STATUS_COMPLETED')).orders;
  const [product] = (await get('/v1/shop/products?pageSize=1&state=PRODUCT_STATE_ON_SALE')).products;
  const [template] = (await get('/v1/shop/freight-templates')).freightTemplates;
  if (!order || !done || !product || !template) throw new Error('the demo data is empty');
  const visits = [
    { name: 'overview', path: '/' },
    { name: 'orders', path: '/orders' },
    { name: 'orders-none', path: '/orders?orderNo=0000' },
    { name: 'order', path: `/orders/${order.orderNo}` },
    { name: 'packing-list', path: `/orders/packing-list?no=${order.orderNo},${done.orderNo}` },
    { name: 'ship-file', path: '/orders/ship-file' },
    { name: 'products', path: '/products' },
    { name: 'product', path: `/products/${product.id}` },
    { name: 'product-new', path: '/products/new' },
    { name: 'freight', path: '/freight' },
    { name: 'freight-template', path: `/freight/${template.id}` },
    { name: 'freight-new', path: '/freight/new' },
    { name: 'stock', path: `/products/${product.id}/stock` },
    { name: 'reviews', path: '/reviews' },
    { name: 'questions', path: '/questions' },
    { name: 'messages', path: '/messages' },
    { name: 'shop', path: '/shop' },
    { name: 'not-found', path: '/no/such/page' },
  ];
  return { account, visits };
}

// SPDX-License-Identifier: Apache-2.0
// Every page of the storefront, with something on it.
import { call } from '@ecommerce/shared/testing/api';
import { goodsOfShops } from '@ecommerce/shared/testing/buyer';
import { busyShopper, type Shopper } from './scenes';

export interface Visit {
  name: string;
  path: string;
  // Pages of the account; guests see all others.
  own?: boolean;
}

// Sets the scene, and says whose pages the account's are.
export async function allPages(url: string): Promise<{ shopper: Shopper; visits: Visit[] }> {
  const shopper = await busyShopper(url);
  const [goods] = await goodsOfShops(url, 1);
  const { categories } = await call<{ categories: { id: string }[] }>(url, 'GET', '/v1/categories');
  if (!goods || !categories[0]) throw new Error('the demo data is empty');
  const place = {
    product: goods.productId,
    sku: goods.skuId,
    shop: goods.shopId,
    category: categories[0].id,
  };
  return { shopper, visits: visitsTo(place, shopper) };
}

function visitsTo(
  place: { product: string; sku: string; shop: string; category: string },
  shopper: Shopper,
): Visit[] {
  return [
    { name: 'home', path: '/' },
    { name: 'categories', path: '/categories' },
    { name: 'category', path: `/categories/${place.category}` },
    { name: 'search', path: `/search?q=${encodeURIComponent('耳机')}` },
    { name: 'search-narrowed', path: `/search?q=${encodeURIComponent('耳机')}&stock=1&min=100&sort=sales` },
    { name: 'search-empty', path: '/search?q=zzzz' },
    { name: 'product', path: `/products/${place.product}` },
    { name: 'shop', path: `/shops/${place.shop}` },
    { name: 'cart-empty', path: '/cart' },
    { name: 'cart', path: '/cart', own: true },
    { name: 'checkout', path: `/checkout?items=${place.sku}:1`, own: true },
    { name: 'payment', path: `/payments/${shopper.unpaid.payment.id}`, own: true },
    { name: 'orders', path: '/orders', own: true },
    { name: 'order-unpaid', path: `/orders/${shopper.unpaid.orders[0]?.orderNo}`, own: true },
    { name: 'order-paid', path: `/orders/${shopper.paid}`, own: true },
    { name: 'order-shipped', path: `/orders/${shopper.shipped}`, own: true },
    { name: 'order-cancelled', path: `/orders/${shopper.cancelled}`, own: true },
    { name: 'account', path: '/account', own: true },
    { name: 'account-profile', path: '/account/profile', own: true },
    { name: 'account-messages', path: '/account/messages', own: true },
    { name: 'account-messages-mail', path: '/account/messages/mail', own: true },
    { name: 'account-email', path: '/account/email', own: true },
    { name: 'account-password', path: '/account/password', own: true },
    { name: 'account-devices', path: '/account/devices', own: true },
    { name: 'account-addresses', path: '/account/addresses', own: true },
    { name: 'account-bank-cards', path: '/account/bank-cards', own: true },
    { name: 'product-reviewed', path: `/products/${shopper.reviewed.goods.productId}` },
    { name: 'account-reviews', path: '/account/reviews', own: true },
    { name: 'account-reviews-written', path: '/account/reviews?tab=written', own: true },
    { name: 'review-write', path: `/account/reviews/${shopper.awaited.id}`, own: true },
    { name: 'review-edit', path: `/account/reviews/${shopper.reviewed.id}`, own: true },
    { name: 'review-follow-up', path: `/account/reviews/${shopper.reviewed.id}/follow-up`, own: true },
    { name: 'account-close', path: '/account/close', own: true },
    { name: 'sell', path: '/sell', own: true },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'sign-up', path: '/sign-up' },
    { name: 'forgot-password', path: '/forgot-password' },
    { name: 'reset-password', path: '/reset-password#token' },
    { name: 'reset-password-nothing', path: '/reset-password' },
    { name: 'confirm-email', path: '/confirm-email#token' },
    { name: 'not-found', path: '/no/such/page' },
  ];
}

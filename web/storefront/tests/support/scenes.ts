// SPDX-License-Identifier: Apache-2.0
// Accounts in the states that pages show: a full cart, orders at every step.
import { type Account, call, login } from '@ecommerce/shared/testing/api';
import {
  addAddress,
  eventually,
  goodsOfShops,
  orderStatus,
  placeOrder,
  type Placed,
  register,
  settle,
} from '@ecommerce/shared/testing/buyer';

export interface Shopper {
  account: Account;
  addressId: string;
  // One order of each kind, by number, and an unpaid payment.
  unpaid: Placed;
  paid: string;
  shipped: string;
  cancelled: string;
  // A line that awaits its review, and one that was reviewed.
  awaited: MyReview;
  reviewed: MyReview;
}

export interface MyReview {
  id: string;
  orderNo: string;
  lineNo: number;
  goods: { productId: string };
}

// Waits until so many lines that the account has received can be reviewed.
export function awaitedReviews(url: string, account: Account, count: number): Promise<MyReview[]> {
  const ask = async () =>
    (
      await call<{ reviews: MyReview[] }>(
        url,
        'GET',
        '/v1/users/me/reviews:pending',
        undefined,
        account.token,
      )
    ).reviews;
  return eventually(ask, (reviews) => reviews.length === count);
}

// Buys one unit of a shop of the seller's and receives it.
export async function receive(
  url: string,
  account: Account,
  seller: Account,
  skuId: string,
  addressId: string,
): Promise<string> {
  const placed = await placeOrder(url, account, [skuId], addressId);
  await settle(url, account, placed.payment.id, 'pay');
  const orderNo = placed.orders[0]?.orderNo ?? '';
  await orderStatus(url, account, orderNo, 'PAID');
  const parcel = { carrier: '顺丰速运', trackingNo: 'SF1234567890123' };
  await call(url, 'POST', `/v1/shop/orders/${orderNo}:ship`, parcel, seller.token);
  await call(url, 'POST', `/v1/orders/${orderNo}:confirmReceipt`, {}, account.token);
  return orderNo;
}

export async function writeReview(url: string, account: Account, line: MyReview): Promise<MyReview> {
  const stars = { goodsStars: 4, logisticsStars: 5, serviceStars: 5 };
  const body = { orderNo: line.orderNo, lineNo: line.lineNo, ...stars, text: '壶嘴不漏水，手感很好。' };
  return (await call<{ review: MyReview }>(url, 'POST', '/v1/reviews', body, account.token)).review;
}

// A shopper of seller@demo.shop and others, with orders in several states and two shops in the cart.
export async function busyShopper(url: string): Promise<Shopper> {
  const account = await register(url);
  const addressId = await addAddress(url, account);
  await addAddress(url, account, '李四');
  const seller = await login(url, 'seller@demo.shop');
  const { shop } = await call<{ shop: { shop: { id: string } } }>(
    url,
    'GET',
    '/v1/users/me/shop',
    undefined,
    seller.token,
  );
  const goods = await goodsOfShops(url, 4);
  const [own] = await goodsOfShops(url, 1, shop.shop.id);
  if (!own) throw new Error('the demo seller has nothing in stock');

  const paid = await placeOrder(url, account, [goods[0]?.skuId ?? ''], addressId);
  await settle(url, account, paid.payment.id, 'pay');
  const shipped = await placeOrder(url, account, [own.skuId], addressId);
  await settle(url, account, shipped.payment.id, 'pay');
  const cancelled = await placeOrder(url, account, [goods[1]?.skuId ?? ''], addressId);
  const numberOf = (placed: Placed) => placed.orders[0]?.orderNo ?? '';
  await call(url, 'POST', `/v1/orders/${numberOf(cancelled)}:cancel`, { reason: '不想要了' }, account.token);
  await orderStatus(url, account, numberOf(paid), 'PAID');
  await orderStatus(url, account, numberOf(shipped), 'PAID');
  const parcel = { carrier: '顺丰速运', trackingNo: 'SF1234567890123' };
  await call(url, 'POST', `/v1/shop/orders/${numberOf(shipped)}:ship`, parcel, seller.token);
  await receive(url, account, seller, own.skuId, addressId);
  await receive(url, account, seller, own.skuId, addressId);
  const [first, second] = await awaitedReviews(url, account, 2);
  if (!first || !second) throw new Error('nothing can be reviewed');
  const reviewed = await writeReview(url, account, first);
  const unpaid = await placeOrder(url, account, [goods[0]?.skuId ?? '', goods[1]?.skuId ?? ''], addressId);

  for (const { skuId } of goods) {
    await call(url, 'POST', '/v1/cart/items', { skuId, quantity: 2 }, account.token);
  }
  return {
    account,
    addressId,
    unpaid,
    paid: numberOf(paid),
    shipped: numberOf(shipped),
    cancelled: numberOf(cancelled),
    awaited: second,
    reviewed,
  };
}

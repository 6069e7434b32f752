// SPDX-License-Identifier: Apache-2.0
// Accounts in the states that pages show: a full cart, orders at every step.
import { type Account, addAddress, call, goodsOfShops, login, register } from './api';

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

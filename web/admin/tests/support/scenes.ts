// SPDX-License-Identifier: Apache-2.0
// What an administrator decides about: people, their applications, their reports.
import { randomBytes } from 'node:crypto';
import { call, type Account } from '@ecommerce/shared/testing/api';

// Says the shop's number.
export async function apply(url: string, account: Account, name = `林记 ${randomBytes(4).toString('hex')}`) {
  const { shop } = await call<{ shop: { shop: { id: string } } }>(
    url,
    'POST',
    '/v1/users/me/shop',
    {
      name,
      description: '手工茶具',
      province: '浙江省',
      city: '杭州市',
      contactName: '林小姐',
      contactPhone: '13800000000',
    },
    account.token,
  );
  return shop.shop.id;
}

// Reports the first review that anybody reads, and says its number.
export async function report(url: string, account: Account): Promise<string> {
  const { products } = await call<{ products: { id: string }[] }>(url, 'GET', '/v1/products?pageSize=50');
  for (const { id } of products) {
    const { reviews } = await call<{ reviews: { id: string }[] }>(url, 'GET', `/v1/products/${id}/reviews`);
    const [review] = reviews;
    if (!review) continue;
    const body = { reason: 'REPORT_REASON_ADVERTISING', text: '里面有广告' };
    await call(url, 'POST', `/v1/reviews/${review.id}:report`, body, account.token);
    return review.id;
  }
  throw new Error('the demo data has no reviews');
}

// SPDX-License-Identifier: Apache-2.0
// What waits for an administrator: the overview and the navigation show it.
import { useQuery } from '@tanstack/react-query';
import type { Waiting } from '@ecommerce/console/overview/Tiles';
import { api, unwrap } from '@ecommerce/shared/api/client';

// Looked for again once a minute while the page is seen.
const LOOK_EVERY = 60_000;
// Lists have no count: so many are looked at, and "more than" is said beyond.
const LOOKED_AT = 100;

interface Listed {
  nextPageToken: string;
}

async function counted<Reply extends Listed>(
  call: Promise<Reply>,
  rows: (reply: Reply) => unknown[],
): Promise<Waiting> {
  const reply = await call;
  return { count: rows(reply).length, capped: reply.nextPageToken !== '' };
}

const looks = {
  products: (signal: AbortSignal) =>
    counted(
      unwrap(api.GET('/v1/admin/products', { params: { query: { pageSize: LOOKED_AT } }, signal })),
      ({ products }) => products,
    ),
  shops: (signal: AbortSignal) => {
    const query = { status: 'SHOP_STATUS_PENDING' as const, pageSize: LOOKED_AT };
    return counted(unwrap(api.GET('/v1/admin/shops', { params: { query }, signal })), ({ shops }) => shops);
  },
  shopChanges: (signal: AbortSignal) => {
    const query = { hasPendingChange: true, pageSize: LOOKED_AT };
    return counted(unwrap(api.GET('/v1/admin/shops', { params: { query }, signal })), ({ shops }) => shops);
  },
  reports: (signal: AbortSignal) =>
    counted(
      unwrap(api.GET('/v1/admin/review-reports', { params: { query: { pageSize: LOOKED_AT } }, signal })),
      ({ reports }) => reports,
    ),
  reviews: (signal: AbortSignal) =>
    counted(
      unwrap(api.GET('/v1/admin/reviews', { params: { query: { pageSize: LOOKED_AT } }, signal })),
      ({ reviews }) => reviews,
    ),
  remarks: (signal: AbortSignal) =>
    counted(
      unwrap(api.GET('/v1/admin/review-remarks', { params: { query: { pageSize: LOOKED_AT } }, signal })),
      ({ remarks }) => remarks,
    ),
  refunds: (signal: AbortSignal) => {
    const query = { status: 'REFUND_STATUS_FAILED' as const, pageSize: LOOKED_AT };
    return counted(
      unwrap(api.GET('/v1/admin/refunds', { params: { query }, signal })),
      ({ refunds }) => refunds,
    );
  },
  mails: (signal: AbortSignal) =>
    counted(
      unwrap(api.GET('/v1/admin/dead-mails', { params: { query: { pageSize: LOOKED_AT } }, signal })),
      ({ mails }) => mails,
    ),
};

export type Queue = keyof typeof looks;

export function useWaiting(queue: Queue) {
  return useQuery({
    queryKey: ['waiting', queue],
    queryFn: ({ signal }) => looks[queue](signal),
    refetchInterval: LOOK_EVERY,
  });
}

// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useDecide } from '@/entities/decision/useDecide';

export type ManagedShop = Schemas['ManagedShop'];

export const STATUSES = ['PENDING', 'OPEN', 'SUSPENDED', 'REJECTED', 'CLOSED'] as const;

const REASON_LENGTH = 200;

export async function readShops(query: {
  status: (typeof STATUSES)[number] | undefined;
  query: string;
  hasPendingChange: boolean;
  pageSize: number;
  pageToken: string;
}) {
  const { status, ...rest } = query;
  const page = await unwrap(
    api.GET('/v1/admin/shops', {
      params: { query: { ...rest, ...(status && { status: `SHOP_STATUS_${status}` as const }) } },
    }),
  );
  return { rows: page.shops, nextToken: page.nextPageToken };
}

export function useShop(id: string) {
  return useQuery({
    queryKey: ['shops', 'one', id],
    queryFn: async ({ signal }) => {
      const { shop } = await unwrap(api.GET('/v1/admin/shops/{id}', { params: { path: { id } }, signal }));
      if (!shop?.shop) throw new Error('a reply without its shop');
      return { ...shop, shop: shop.shop };
    },
  });
}

type Read = NonNullable<ReturnType<typeof useShop>['data']>;

// What can be decided about the version that was read.
export function useShopDecisions({ shop: { id, name }, etag, pendingChange }: Read) {
  const { t } = useTranslation('shops');
  const decide = useDecide();
  const params = { path: { id } };
  const why = { label: t('reason'), maxLength: REASON_LENGTH };
  const change = pendingChange?.etag ?? '';
  return {
    approve: () =>
      decide({
        title: t('approveTitle', { name }),
        text: t('approveText'),
        action: t('approve'),
        done: t('approved', { name }),
        run: () => unwrap(api.POST('/v1/admin/shops/{id}:approve', { params, body: { etag } })),
      }),
    refuse: () =>
      decide({
        title: t('refuseTitle', { name }),
        text: t('refuseText'),
        action: t('refuse'),
        danger: true,
        reason: why,
        done: t('refused', { name }),
        run: (reason) => unwrap(api.POST('/v1/admin/shops/{id}:reject', { params, body: { etag, reason } })),
      }),
    suspend: () =>
      decide({
        title: t('suspendTitle', { name }),
        text: t('suspendText'),
        action: t('suspend'),
        danger: true,
        reason: why,
        done: t('suspended', { name }),
        run: (reason) =>
          unwrap(api.POST('/v1/admin/shops/{id}:close', { params, body: { etag, reason, forGood: false } })),
      }),
    close: () =>
      decide({
        title: t('closeTitle', { name }),
        text: t('closeText'),
        action: t('close'),
        danger: true,
        reason: why,
        done: t('closedForGood', { name }),
        run: (reason) =>
          unwrap(api.POST('/v1/admin/shops/{id}:close', { params, body: { etag, reason, forGood: true } })),
      }),
    reopen: () =>
      decide({
        title: t('reopenTitle', { name }),
        text: t('reopenText'),
        action: t('reopen'),
        done: t('reopened', { name }),
        run: () => unwrap(api.POST('/v1/admin/shops/{id}:reopen', { params, body: { etag } })),
      }),
    approveChange: () =>
      decide({
        title: t('approveChangeTitle', { name }),
        text: t('approveChangeText'),
        action: t('approveChange'),
        done: t('changeApproved'),
        run: () => unwrap(api.POST('/v1/admin/shops/{id}:approveChange', { params, body: { etag: change } })),
      }),
    refuseChange: () =>
      decide({
        title: t('refuseChangeTitle', { name }),
        text: t('refuseChangeText'),
        action: t('refuseChange'),
        danger: true,
        reason: why,
        done: t('changeRefused'),
        run: (reason) =>
          unwrap(api.POST('/v1/admin/shops/{id}:rejectChange', { params, body: { etag: change, reason } })),
      }),
  };
}

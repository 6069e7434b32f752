// SPDX-License-Identifier: Apache-2.0
// What the command palette finds for words: accounts, shops, and orders by number.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '@ecommerce/console/shell/console';
import { api, unwrap } from '@ecommerce/shared/api/client';

const ENOUGH = 5;
const PAUSE_MS = 250;

function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

export function useFound(words: string): Command[] {
  const { t } = useTranslation('admin');
  const query = useSettled(words).slice(0, 40);
  const enabled = query.length >= 2;
  const users = useQuery({
    queryKey: ['found', 'users', query],
    enabled,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/admin/users', { params: { query: { query, pageSize: ENOUGH } }, signal })),
  });
  const shops = useQuery({
    queryKey: ['found', 'shops', query],
    enabled,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/admin/shops', { params: { query: { query, pageSize: ENOUGH } }, signal })),
  });
  const orderNo = /^[0-9A-Za-z-]{12,40}$/.test(query) ? query : '';
  const orders = useQuery({
    queryKey: ['found', 'orders', orderNo],
    enabled: orderNo !== '',
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/admin/orders', { params: { query: { orderNo, pageSize: ENOUGH } }, signal })),
  });
  return [
    ...(orders.data?.orders ?? []).map((order) => ({
      id: `order ${order.orderNo}`,
      text: order.orderNo,
      note: t('order'),
      to: `/orders/${order.orderNo}`,
    })),
    ...(users.data?.users ?? []).map(({ id, nickname, email }) => ({
      id: `user ${id}`,
      text: `${nickname} ${email}`,
      note: t('user'),
      to: `/users/${id}`,
    })),
    ...(shops.data?.shops ?? []).map(({ shop }) => ({
      id: `shop ${shop?.id ?? ''}`,
      text: shop?.name ?? '',
      note: t('shop'),
      to: `/shops/${shop?.id ?? ''}`,
    })),
  ];
}

// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { SearchFilter } from '@ecommerce/console/list/Filters';
import { PAGE_MAX, useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatMoney, formatTime, plainMoney, plainTime } from '@ecommerce/shared/i18n/format';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { TabLinks } from '@ecommerce/shared/ui/TabLinks';
import { Tag } from '@ecommerce/shared/ui/Tag';
import {
  apiStatus,
  cleanOrderNo,
  statuses,
  statusOf,
  tones,
  type OrderSummary,
} from '@/entities/order/order';
import { useOrderCounts } from '@/entities/todo/todo_data';
import { Goods } from './Goods';
import { ORDERS, readOrders } from './orders_data';
import { ShipDialog } from './ShipDialog';

export function Page() {
  const { t } = useTranslation(['orders', 'seller']);
  const address = useListAddress(['status', 'orderNo']);
  const navigate = useNavigate();
  const counts = useOrderCounts().data;
  const [shipping, setShipping] = useState<OrderSummary>();
  const { status, orderNo } = address.filters;
  const query = { status, orderNo, pageSize: address.size, pageToken: address.token };
  const rows = useRows([...ORDERS, 'list', query], () => readOrders(query));
  const known = apiStatus(status);
  return (
    <>
      <PageHeader title={t('seller:orders')}>
        <ButtonLink to="/orders/ship-file">{t('shipFile')}</ButtonLink>
      </PageHeader>
      <TabLinks
        label={t('seller:orders')}
        tabs={['', ...statuses].map((name) => ({
          to: name === '' ? '/orders' : `/orders?status=${name}`,
          text: name === '' ? t('all') : t(`status.${name as (typeof statuses)[number]}`),
          waiting:
            name === 'PAID' || name === 'REFUNDING' ? (counts?.get(`ORDER_STATUS_${name}`)?.count ?? 0) : 0,
          current: status === name,
        }))}
      />
      <ListTable
        name="orders"
        label={t('seller:orders')}
        address={address}
        rows={rows}
        read={(pageToken) => readOrders({ ...query, pageSize: PAGE_MAX, pageToken })}
        rowKey={(order) => order.orderNo}
        columns={useOrderColumns(setShipping)}
        total={orderNo === '' && known ? counts?.get(known) : undefined}
        filters={
          <SearchFilter
            label={t('searchNo')}
            value={orderNo}
            maxLength={60}
            onChange={(text) => address.change({ orderNo: cleanOrderNo(text) })}
          />
        }
        bulk={{
          nameOf: (order) => order.orderNo,
          actions: (chosen) => (
            <Button
              size="small"
              onClick={() =>
                void navigate(`/orders/packing-list?no=${chosen.map((order) => order.orderNo).join(',')}`)
              }
            >
              {t('printPacking')}
            </Button>
          ),
        }}
        empty={{ title: t('none'), text: t('noneText') }}
      />
      {shipping && (
        <ShipDialog
          orderNo={shipping.orderNo}
          recipient={shipping.recipient}
          onClose={() => setShipping(undefined)}
        />
      )}
    </>
  );
}

function useOrderColumns(ship: (order: OrderSummary) => void): Column<OrderSummary>[] {
  const { t } = useTranslation('orders');
  return [
    {
      key: 'no',
      title: t('no'),
      fixed: true,
      render: (order) => <Link to={`/orders/${order.orderNo}`}>{order.orderNo}</Link>,
      text: (order) => order.orderNo,
    },
    {
      key: 'goods',
      title: t('goods'),
      render: (order) => <Goods items={order.items} />,
      text: ({ items }) =>
        items
          .map((item) => `${[item.productName, ...item.optionValues].join(' / ')} ×${item.quantity}`)
          .join('; '),
    },
    { key: 'recipient', title: t('recipient'), render: (order) => order.recipient },
    { key: 'note', title: t('note'), render: (order) => order.note, extra: true },
    {
      key: 'total',
      title: t('total'),
      align: 'end',
      render: (order) => order.total && formatMoney(order.total),
      text: (order) => order.total && plainMoney(order.total),
    },
    {
      key: 'status',
      title: t('statusTitle'),
      render: (order) => {
        const status = statusOf(order.status);
        return <Tag tone={tones[status]}>{t(`status.${status}`)}</Tag>;
      },
      text: (order) => t(`status.${statusOf(order.status)}`),
    },
    {
      key: 'created',
      title: t('created'),
      render: (order) => order.createdAt && formatTime(order.createdAt),
      text: (order) => order.createdAt && plainTime(order.createdAt),
    },
    {
      key: 'shipBefore',
      title: t('shipBefore'),
      render: (order) => (order.shipBefore ? formatTime(order.shipBefore) : '–'),
      text: (order) => order.shipBefore && plainTime(order.shipBefore),
    },
    {
      key: 'do',
      title: '',
      fixed: true,
      render: (order) =>
        order.allowedActions.includes('ORDER_ACTION_SHIP') && (
          <Button size="small" variant="primary" onClick={() => ship(order)}>
            {t('ship')}
          </Button>
        ),
    },
  ];
}

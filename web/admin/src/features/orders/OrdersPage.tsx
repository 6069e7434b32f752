// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { ChoiceFilter, SearchFilter } from '@ecommerce/console/list/Filters';
import { PAGE_MAX, useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatMoney, plainMoney, plainTime } from '@ecommerce/shared/i18n/format';
import { toast } from '@ecommerce/shared/ui/Toast';
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import { named, useStateChoices } from '@/entities/states/useStateChoices';
import { STATUSES, cleanOrderNo, isTooShort, readOrders, type OrderSummary } from './orders_data';

export function Page() {
  const { t } = useTranslation(['orders', 'admin']);
  const address = useListAddress(['no', 'status', 'user', 'shop']);
  const { no, status, user, shop } = address.filters;
  const query = {
    status: named(STATUSES, status),
    orderNo: isTooShort(no) ? '' : no,
    userId: user,
    // Without a number the API names one of buyer and shop at most.
    shopId: user === '' ? shop : '',
    pageSize: address.size,
    pageToken: address.token,
  };
  const rows = useRows(['orders', 'list', query], () => readOrders(query));
  return (
    <>
      <PageHeader title={t('admin:orders')} />
      <ListTable
        name="orders"
        label={t('admin:orders')}
        address={address}
        rows={rows}
        read={(pageToken) => readOrders({ ...query, pageSize: PAGE_MAX, pageToken })}
        rowKey={({ orderNo }) => orderNo}
        columns={useOrderColumns()}
        filters={
          <>
            <SearchFilter
              label={t('search')}
              value={no}
              maxLength={60}
              onChange={(value) => {
                const cleaned = cleanOrderNo(value);
                if (isTooShort(cleaned)) toast.error(t('tooShort'));
                else address.change({ no: cleaned });
              }}
            />
            <ChoiceFilter
              label={t('status')}
              value={status}
              choices={useStateChoices('ORDER_STATUS_', STATUSES)}
              onChange={(value) => address.change({ status: value })}
            />
            <SearchFilter
              label={t('user')}
              value={user}
              maxLength={18}
              onChange={(value) => address.change({ user: value.replace(/\D/g, ''), shop: '' })}
            />
            <SearchFilter
              label={t('shopId')}
              value={shop}
              maxLength={18}
              onChange={(value) => address.change({ shop: value.replace(/\D/g, ''), user: '' })}
            />
          </>
        }
        empty={{ title: t('none') }}
      />
    </>
  );
}

function useOrderColumns(): Column<OrderSummary>[] {
  const { t } = useTranslation(['orders', 'states']);
  return [
    {
      key: 'no',
      title: t('no'),
      fixed: true,
      render: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
      text: ({ orderNo }) => orderNo,
    },
    {
      key: 'status',
      title: t('status'),
      render: ({ status }) => <StateTag state={status} />,
      text: ({ status }) => t(`states:${status}`),
    },
    {
      key: 'shop',
      title: t('shop'),
      render: ({ shopId, shopName }) => <Link to={`/shops/${shopId}`}>{shopName}</Link>,
      text: ({ shopName }) => shopName,
    },
    {
      key: 'goods',
      title: t('goods'),
      render: ({ items, quantity }) =>
        quantity > 1
          ? t('goodsMore', { name: items[0]?.productName, count: quantity })
          : items[0]?.productName,
      text: ({ items }) => items.map((item) => `${item.productName} ×${item.quantity}`).join('; '),
    },
    {
      key: 'total',
      title: t('total'),
      align: 'end',
      render: ({ total }) => total && formatMoney(total),
      text: ({ total }) => total && plainMoney(total),
    },
    { key: 'recipient', title: t('recipient'), render: ({ recipient }) => recipient },
    { key: 'note', title: t('note'), render: ({ note }) => note, extra: true },
    {
      key: 'created',
      title: t('created'),
      render: ({ createdAt }) => <When time={createdAt} />,
      text: ({ createdAt }) => createdAt && plainTime(createdAt),
    },
    {
      key: 'shipBefore',
      title: t('shipBefore'),
      render: ({ shipBefore }) => <When time={shipBefore} />,
      text: ({ shipBefore }) => shipBefore && plainTime(shipBefore),
      extra: true,
    },
  ];
}

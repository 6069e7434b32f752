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
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import { named, useStateChoices } from '@/entities/states/useStateChoices';
import { PAYMENT_STATUSES, cleanNumber, readPayments, type PaymentRecord } from './payments_data';

export function Page() {
  const { t } = useTranslation(['payments', 'admin']);
  const address = useListAddress(['no', 'status', 'shop']);
  const { no, status, shop } = address.filters;
  const query = {
    status: named(PAYMENT_STATUSES, status),
    orderNo: no,
    shopId: shop,
    pageSize: address.size,
    pageToken: address.token,
  };
  const rows = useRows(['payments', 'list', query], () => readPayments(query));
  return (
    <>
      <PageHeader title={t('admin:payments')} />
      <ListTable
        name="payments"
        label={t('admin:payments')}
        address={address}
        rows={rows}
        read={(pageToken) => readPayments({ ...query, pageSize: PAGE_MAX, pageToken })}
        rowKey={({ paymentId, orderNo }) => `${paymentId} ${orderNo}`}
        columns={usePaymentColumns()}
        filters={
          <>
            <SearchFilter
              label={t('orderNo')}
              value={no}
              maxLength={60}
              onChange={(value) => address.change({ no: cleanNumber(value) })}
            />
            <ChoiceFilter
              label={t('status')}
              value={status}
              choices={useStateChoices('PAYMENT_STATUS_', PAYMENT_STATUSES)}
              onChange={(value) => address.change({ status: value })}
            />
            <SearchFilter
              label={t('shopId')}
              value={shop}
              maxLength={18}
              onChange={(value) => address.change({ shop: value.replace(/\D/g, '') })}
            />
          </>
        }
        empty={{ title: t('none') }}
      />
    </>
  );
}

function usePaymentColumns(): Column<PaymentRecord>[] {
  const { t } = useTranslation(['payments', 'states']);
  return [
    {
      key: 'order',
      title: t('order'),
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
      key: 'amount',
      title: t('amount'),
      align: 'end',
      render: ({ amount }) => amount && formatMoney(amount),
      text: ({ amount }) => amount && plainMoney(amount),
    },
    { key: 'method', title: t('method'), render: ({ method }) => method },
    {
      key: 'shop',
      title: t('shop'),
      render: ({ shopId }) => <Link to={`/shops/${shopId}`}>{shopId}</Link>,
      text: ({ shopId }) => shopId,
    },
    { key: 'reference', title: t('reference'), render: ({ providerReference }) => providerReference },
    { key: 'payment', title: t('payment'), render: ({ paymentId }) => paymentId, extra: true },
    {
      key: 'created',
      title: t('created'),
      render: ({ createdAt }) => <When time={createdAt} />,
      text: ({ createdAt }) => createdAt && plainTime(createdAt),
    },
    {
      key: 'paid',
      title: t('paid'),
      render: ({ paidAt }) => <When time={paidAt} />,
      text: ({ paidAt }) => paidAt && plainTime(paidAt),
    },
    {
      key: 'refunded',
      title: t('refunded'),
      render: ({ refundedAt }) => <When time={refundedAt} />,
      text: ({ refundedAt }) => refundedAt && plainTime(refundedAt),
      extra: true,
    },
  ];
}

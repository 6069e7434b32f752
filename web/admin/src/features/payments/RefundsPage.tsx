// SPDX-License-Identifier: Apache-2.0
// Money on its way back; what failed can be asked for again.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { ChoiceFilter, SearchFilter } from '@ecommerce/console/list/Filters';
import { PAGE_MAX, useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatMoney, plainMoney, plainTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import { named, useStateChoices } from '@/entities/states/useStateChoices';
import { REFUND_STATUSES, cleanNumber, readRefunds, useRetryRefund, type Refund } from './payments_data';

export function Page() {
  const { t } = useTranslation(['payments', 'admin']);
  const address = useListAddress(['no', 'status']);
  const { no, status } = address.filters;
  const query = {
    status: named(REFUND_STATUSES, status),
    orderNo: no,
    pageSize: address.size,
    pageToken: address.token,
  };
  const rows = useRows(['refunds', 'list', query], () => readRefunds(query));
  return (
    <>
      <PageHeader title={t('admin:refunds')} />
      <ListTable
        name="refunds"
        label={t('admin:refunds')}
        address={address}
        rows={rows}
        read={(pageToken) => readRefunds({ ...query, pageSize: PAGE_MAX, pageToken })}
        rowKey={({ refundId }) => refundId}
        columns={useRefundColumns()}
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
              choices={useStateChoices('REFUND_STATUS_', REFUND_STATUSES)}
              onChange={(value) => address.change({ status: value })}
            />
          </>
        }
        empty={{ title: t('noneRefunds') }}
      />
    </>
  );
}

function useRefundColumns(): Column<Refund>[] {
  const { t } = useTranslation(['payments', 'states']);
  const retry = useRetryRefund();
  return [
    { key: 'refund', title: t('refund'), fixed: true, render: ({ refundId }) => refundId },
    {
      key: 'order',
      title: t('order'),
      render: ({ orderNo }) => (orderNo ? <Link to={`/orders/${orderNo}`}>{orderNo}</Link> : t('whole')),
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
    {
      key: 'attempts',
      title: t('attempts'),
      align: 'end',
      render: ({ failedAttempts }) => failedAttempts > 0 && failedAttempts,
    },
    { key: 'error', title: t('lastError'), render: ({ lastError }) => lastError },
    {
      key: 'requested',
      title: t('requested'),
      render: ({ requestedAt }) => <When time={requestedAt} />,
      text: ({ requestedAt }) => requestedAt && plainTime(requestedAt),
    },
    {
      key: 'done',
      title: t('done'),
      render: ({ doneAt }) => <When time={doneAt} />,
      text: ({ doneAt }) => doneAt && plainTime(doneAt),
    },
    {
      key: 'actions',
      title: '',
      fixed: true,
      render: (refund) =>
        refund.status === 'REFUND_STATUS_FAILED' && (
          <Button
            size="small"
            aria-label={t('retryOf', { id: refund.refundId })}
            onClick={() => retry(refund)}
          >
            {t('retry')}
          </Button>
        ),
    },
  ];
}

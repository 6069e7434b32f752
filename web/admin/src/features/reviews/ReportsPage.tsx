// SPDX-License-Identifier: Apache-2.0
// Reports of reviews, the longest waiting first. What is decided about the review decides them.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { TabLinks } from '@ecommerce/shared/ui/TabLinks';
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import { named, useStateChoices } from '@/entities/states/useStateChoices';
import { REPORT_STATES, readReports, type Report } from './reviews_data';

export function Page() {
  const { t } = useTranslation(['reviews', 'admin']);
  const address = useListAddress(['state']);
  const state = named(REPORT_STATES, address.filters.state) ?? 'OPEN';
  const query = { pageSize: address.size, pageToken: address.token };
  const rows = useRows(['reviews', 'reports', state, query], () => readReports(state, query));
  const choices = useStateChoices('REPORT_STATE_', REPORT_STATES);
  return (
    <>
      <PageHeader title={t('admin:reports')} />
      <TabLinks
        label={t('state')}
        tabs={choices.map(({ value, text }) => ({
          to: `/reports?state=${value}`,
          text,
          waiting: 0,
          current: value === state,
        }))}
      />
      <ListTable
        name="reports"
        label={t('admin:reports')}
        // The tabs choose the state, so nothing is filtered away.
        address={{ ...address, filtered: false }}
        rows={rows}
        rowKey={({ id }) => id}
        columns={useReportColumns()}
        empty={{ title: t('noneReports') }}
      />
    </>
  );
}

function useReportColumns(): Column<Report>[] {
  const { t } = useTranslation(['reviews', 'states']);
  return [
    {
      key: 'review',
      title: t('review'),
      fixed: true,
      render: ({ reviewId }) => <Link to={`/reviews/${reviewId}`}>{t('reviewNo', { id: reviewId })}</Link>,
    },
    { key: 'reason', title: t('reportReason'), render: ({ reason }) => t(`states:${reason}`) },
    { key: 'text', title: t('reportText'), render: ({ text }) => text },
    { key: 'state', title: t('state'), render: ({ state }) => <StateTag state={state} /> },
    {
      key: 'reporter',
      title: t('reporter'),
      render: ({ userId }) => <Link to={`/users/${userId}`}>{t('userNo', { id: userId })}</Link>,
    },
    { key: 'reported', title: t('reported'), render: ({ reportedAt }) => <When time={reportedAt} /> },
    { key: 'decision', title: t('decision'), render: ({ decision }) => decision },
  ];
}

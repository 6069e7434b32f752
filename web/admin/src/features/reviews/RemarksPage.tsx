// SPDX-License-Identifier: Apache-2.0
// Follow-ups, replies, questions and answers that a blocked word holds, and those that were hidden.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button } from '@ecommerce/shared/ui/Button';
import { TabLinks } from '@ecommerce/shared/ui/TabLinks';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { When } from '@/entities/detail/When';
import { named, useStateChoices } from '@/entities/states/useStateChoices';
import { AUDIT_STATES, readRemarks, useRemarkDecisions, type Remark } from './reviews_data';
import styles from './ReviewsPage.module.css';

export function Page() {
  const { t } = useTranslation(['reviews', 'admin']);
  const address = useListAddress(['state']);
  const state = named(AUDIT_STATES, address.filters.state) ?? 'HELD';
  const query = { pageSize: address.size, pageToken: address.token };
  const rows = useRows(['reviews', 'remarks', state, query], () => readRemarks(state, query));
  const choices = useStateChoices('REMARK_STATE_', AUDIT_STATES);
  return (
    <>
      <PageHeader title={t('admin:remarks')} />
      <TabLinks
        label={t('state')}
        tabs={choices.map(({ value, text }) => ({
          to: `/remarks?state=${value}`,
          text,
          waiting: 0,
          current: value === state,
        }))}
      />
      <ListTable
        name="remarks"
        label={t('admin:remarks')}
        // The tabs choose the state, so nothing is filtered away.
        address={{ ...address, filtered: false }}
        rows={rows}
        rowKey={({ id }) => id}
        columns={useRemarkColumns()}
        empty={{ title: t('noneRemarks') }}
      />
    </>
  );
}

function useRemarkColumns(): Column<Remark>[] {
  const { t } = useTranslation(['reviews', 'states']);
  const decisions = useRemarkDecisions();
  return [
    {
      key: 'text',
      title: t('text'),
      fixed: true,
      render: ({ text }) => <span className={styles.text}>{text}</span>,
    },
    { key: 'kind', title: t('kind'), render: ({ kind }) => t(`states:${kind}`) },
    {
      key: 'held',
      title: t('held'),
      render: ({ heldWords }) => heldWords.map((word) => <Tag key={word}>{word}</Tag>),
    },
    {
      key: 'belongs',
      title: t('belongs'),
      render: ({ reviewId, productId }) =>
        reviewId !== '0' ? (
          <Link to={`/reviews/${reviewId}`}>{t('reviewNo', { id: reviewId })}</Link>
        ) : (
          <Link to={`/products/${productId}`}>{`${t('product')} ${productId}`}</Link>
        ),
    },
    {
      key: 'author',
      title: t('author'),
      render: ({ userId }) =>
        userId !== '0' && <Link to={`/users/${userId}`}>{t('userNo', { id: userId })}</Link>,
    },
    { key: 'written', title: t('written'), render: ({ writtenAt }) => <When time={writtenAt} /> },
    {
      key: 'actions',
      title: '',
      fixed: true,
      render: (remark) => (
        <span className={styles.actions}>
          <Button size="small" onClick={() => decisions.publish(remark)}>
            {t('publish')}
          </Button>
          {remark.state !== 'REMARK_STATE_HIDDEN' && (
            <Button size="small" variant="danger" onClick={() => decisions.hide(remark)}>
              {t('hide')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}

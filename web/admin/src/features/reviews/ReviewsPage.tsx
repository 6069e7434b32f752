// SPDX-License-Identifier: Apache-2.0
// Reviews that a blocked word holds, and those that were hidden.
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
import { AUDIT_STATES, readReviews, shortened, useReviewDecisions, type Review } from './reviews_data';
import styles from './ReviewsPage.module.css';

export function Page() {
  const { t } = useTranslation(['reviews', 'admin']);
  const address = useListAddress(['state']);
  const state = named(AUDIT_STATES, address.filters.state) ?? 'HELD';
  const query = { pageSize: address.size, pageToken: address.token };
  const rows = useRows(['reviews', 'list', state, query], () => readReviews(state, query));
  const choices = useStateChoices('REVIEW_STATE_', AUDIT_STATES);
  return (
    <>
      <PageHeader title={t('admin:reviews')} />
      <TabLinks
        label={t('state')}
        tabs={choices.map(({ value, text }) => ({
          to: `/reviews?state=${value}`,
          text,
          waiting: 0,
          current: value === state,
        }))}
      />
      <ListTable
        name="reviews"
        label={t('admin:reviews')}
        // The tabs choose the state, so nothing is filtered away.
        address={{ ...address, filtered: false }}
        rows={rows}
        rowKey={({ id }) => id}
        columns={useReviewColumns()}
        empty={{ title: t('noneReviews') }}
      />
    </>
  );
}

function useReviewColumns(): Column<Review>[] {
  const { t } = useTranslation('reviews');
  const decisions = useReviewDecisions();
  return [
    {
      key: 'text',
      title: t('review'),
      fixed: true,
      render: ({ id, text }) => (
        <Link to={`/reviews/${id}`} className={styles.text}>
          {shortened(text) || t('reviewNo', { id })}
        </Link>
      ),
    },
    {
      key: 'held',
      title: t('held'),
      render: ({ heldWords }) => heldWords.map((word) => <Tag key={word}>{word}</Tag>),
    },
    { key: 'hidden', title: t('hiddenReason'), render: ({ hiddenReason }) => hiddenReason },
    { key: 'product', title: t('product'), render: ({ goods }) => goods?.productName },
    { key: 'stars', title: t('stars'), align: 'end', render: ({ goodsStars }) => goodsStars },
    { key: 'written', title: t('written'), render: ({ writtenAt }) => <When time={writtenAt} /> },
    {
      key: 'actions',
      title: '',
      fixed: true,
      render: (review) => (
        <span className={styles.actions}>
          <Button size="small" onClick={() => decisions.publish(review)}>
            {t('publish')}
          </Button>
          {review.state !== 'REVIEW_STATE_HIDDEN' && (
            <Button size="small" variant="danger" onClick={() => decisions.hide(review)}>
              {t('hide')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}

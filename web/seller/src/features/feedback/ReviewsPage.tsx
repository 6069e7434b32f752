// SPDX-License-Identifier: Apache-2.0
import StarFilled from '@ant-design/icons-svg/es/asn/StarFilled';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAsk } from '@ecommerce/console/form/Ask';
import type { Column } from '@ecommerce/console/list/columns';
import { ChoiceFilter } from '@ecommerce/console/list/Filters';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { toast } from '@ecommerce/shared/ui/Toast';
import styles from './Feedback.module.css';
import { FEEDBACK, readReviews, useReply, type Review } from './feedback_data';

export function Page() {
  const { t } = useTranslation('feedback');
  const address = useListAddress(['stars', 'unreplied']);
  const query = {
    stars: Number(/^[1-5]$/.exec(address.filters.stars)?.[0] ?? 0),
    unreplied: address.filters.unreplied === '1',
    pageSize: address.size,
    pageToken: address.token,
  };
  const rows = useRows([...FEEDBACK, 'reviews', query], () => readReviews(query));
  return (
    <>
      <PageHeader title={t('reviews')} />
      <ListTable
        name="reviews"
        label={t('reviews')}
        address={address}
        rows={rows}
        rowKey={(review) => review.id}
        columns={useReviewColumns()}
        filters={
          <>
            <ChoiceFilter
              label={t('stars')}
              value={address.filters.stars}
              choices={['5', '4', '3', '2', '1'].map((value) => ({
                value,
                text: t('starsOf', { count: Number(value) }),
              }))}
              onChange={(stars) => address.change({ stars })}
            />
            <ChoiceFilter
              label={t('reply')}
              value={address.filters.unreplied}
              choices={[{ value: '1', text: t('unreplied') }]}
              onChange={(unreplied) => address.change({ unreplied })}
            />
          </>
        }
        empty={{ title: t('noReviews'), text: t('noReviewsText') }}
      />
    </>
  );
}

function useReviewColumns(): Column<Review>[] {
  const { t } = useTranslation('feedback');
  const reply = useAskReply();
  return [
    {
      key: 'review',
      title: t('review'),
      fixed: true,
      render: (review) => <Said review={review} />,
    },
    {
      key: 'goods',
      title: t('product'),
      render: ({ goods }) =>
        goods && (
          <span className={styles.goods}>
            <Link to={`/products/${goods.productId}`}>{goods.productName}</Link>
            <span className={styles.note}>{goods.optionValues.join(' / ')}</span>
          </span>
        ),
    },
    {
      key: 'written',
      title: t('written'),
      render: (review) => review.writtenAt && formatTime(review.writtenAt),
    },
    {
      key: 'do',
      title: '',
      fixed: true,
      render: (review) => (
        <Button size="small" onClick={() => reply(review)}>
          {t(review.reply ? 'changeReply' : 'reply')}
        </Button>
      ),
    },
  ];
}

function useAskReply(): (review: Review) => void {
  const { t } = useTranslation('feedback');
  const ask = useAsk();
  const reply = useReply();
  return (review) => {
    const name = review.author?.name || t('somebody');
    ask({
      title: t('replyTitle', { name }),
      text: review.text || t('noWords'),
      action: t('reply'),
      reason: { label: t('replyLabel'), maxLength: 500, ...(review.reply && { begin: review.reply.text }) },
      run: async (text) => {
        await reply.mutateAsync({ id: review.id, text });
        toast.success(t('replied', { name }));
      },
    });
  };
}

function Said({ review }: { review: Review }) {
  const { t } = useTranslation('feedback');
  return (
    <div className={styles.said}>
      <p className={styles.head}>
        <span className={styles.stars} role="img" aria-label={t('starsOf', { count: review.goodsStars })}>
          {Array.from({ length: review.goodsStars }, (_, star) => (
            <Icon key={star} icon={StarFilled} size={14} />
          ))}
        </span>
        <span className={styles.note}>{review.author?.name || t('somebody')}</span>
      </p>
      <p>{review.text || <span className={styles.note}>{t('noWords')}</span>}</p>
      {review.pictures.length > 0 && (
        <p className={styles.pictures}>
          {review.pictures.map((picture) => (
            <Photo key={picture.url} picture={picture} alt="" className={styles.picture} />
          ))}
        </p>
      )}
      {review.followUp && (
        <p className={styles.answer}>
          <b>{t('followUp')}</b> {review.followUp.text}
        </p>
      )}
      {review.reply && (
        <p className={styles.answer}>
          <b>{t('yourReply')}</b> {review.reply.text}
        </p>
      )}
    </div>
  );
}

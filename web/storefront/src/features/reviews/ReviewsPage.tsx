// SPDX-License-Identifier: Apache-2.0
// What waits for a review, and the reviews that were written.
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { TabLinks } from '@ecommerce/shared/ui/TabLinks';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useMyReviews, type Review } from '@/entities/review/review_data';
import { ReviewBody } from '@/entities/review/ReviewBody';
import { Stars } from '@/entities/review/Stars';
import { deedsOf } from './deeds';
import { Goods } from './Goods';
import styles from './Reviews.module.css';

export function Page() {
  const { t } = useTranslation(['reviews', 'common']);
  useTitle(t('mine'));
  const [parameters] = useSearchParams();
  const pending = parameters.get('tab') !== 'written';
  const reviews = useMyReviews(pending);
  const shown = reviews.data ?? [];
  return (
    <section className={styles.panel}>
      <h1>{t('mine')}</h1>
      <TabLinks
        label={t('mine')}
        tabs={[
          { to: '/account/reviews', text: t('pending'), waiting: 0, current: pending },
          { to: '/account/reviews?tab=written', text: t('written'), waiting: 0, current: !pending },
        ]}
      />
      {reviews.isPending ? (
        <Loading>
          <Skeleton height={96} />
        </Loading>
      ) : reviews.isError && shown.length === 0 ? (
        <ErrorState error={reviews.error} retry={() => void reviews.refetch()} />
      ) : shown.length === 0 ? (
        <EmptyState
          title={pending ? t('nonePending') : t('noneWritten')}
          text={pending ? t('nonePendingText') : t('noneWrittenText')}
        >
          <ButtonLink to="/orders">{t('toOrders')}</ButtonLink>
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {shown.map((review) => (
            <li key={review.id}>
              <Mine review={review} />
            </li>
          ))}
        </ul>
      )}
      {reviews.hasNextPage && (
        <Button busy={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>
          {t('common:loadMore')}
        </Button>
      )}
    </section>
  );
}

function Mine({ review }: { review: Review }) {
  const { t, i18n } = useTranslation('reviews');
  const written = review.state !== 'REVIEW_STATE_AWAITED';
  return (
    <article className={styles.mine} aria-label={review.goods?.productName ?? ''}>
      <Goods review={review}>
        {!written && review.writeBefore && (
          <p className={styles.note}>
            {t('writeBefore', { time: formatTime(review.writeBefore, i18n.language) })}
          </p>
        )}
        {written && <Stars value={review.goodsStars} />}
      </Goods>
      {written && (
        <>
          <State review={review} />
          <ReviewBody review={review} />
        </>
      )}
      <Deeds review={review} />
    </article>
  );
}

function State({ review }: { review: Review }) {
  const { t } = useTranslation('reviews');
  if (review.state === 'REVIEW_STATE_HELD') {
    return (
      <p className={styles.state}>
        <Tag tone="warning">{t('state.held')}</Tag> {t('heldNote')}
      </p>
    );
  }
  if (review.state !== 'REVIEW_STATE_HIDDEN') return null;
  return (
    <p className={styles.state}>
      <Tag tone="error">{t('state.hidden')}</Tag> {t('hiddenNote', { reason: review.hiddenReason })}
    </p>
  );
}

function Deeds({ review }: { review: Review }) {
  const { t } = useTranslation('reviews');
  const deeds = deedsOf(review);
  if (deeds.length === 0) return null;
  return (
    <footer className={styles.deeds}>
      {deeds.map((deed) => (
        <ButtonLink
          key={deed}
          variant={deed === 'write' ? 'primary' : 'default'}
          to={`/account/reviews/${review.id}${deed === 'followUp' ? '/follow-up' : ''}`}
        >
          {t(deed)}
        </ButtonLink>
      ))}
    </footer>
  );
}

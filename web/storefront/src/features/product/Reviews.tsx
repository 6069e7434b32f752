// SPDX-License-Identifier: Apache-2.0
// What buyers say: the summary, the filters, and the reviews. A chunk of its own, loaded when it comes near.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@ecommerce/shared/api/session';
import { Button } from '@ecommerce/shared/ui/Button';
import { SelectField } from '@ecommerce/shared/ui/Field';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import {
  REVIEW_SORTS,
  useMyLikes,
  useRatingSummary,
  useReviews,
  type ReviewFilter,
  type ReviewSort,
} from '@/entities/review/review_data';
import { Questions } from './Questions';
import { RatingSummary } from './RatingSummary';
import { ReviewCard } from './ReviewCard';
import { ReviewFilters } from './ReviewFilters';
import styles from './Reviews.module.css';

export default function Reviews({
  productId,
  sku,
}: {
  productId: string;
  // The chosen one, by which the list can be filtered.
  sku: { id: string; name: string } | undefined;
}) {
  const { t } = useTranslation('reviews');
  const summary = useRatingSummary(productId);
  const [filter, setFilter] = useState<ReviewFilter>({});
  const [sort, setSort] = useState<ReviewSort>('helpful');
  return (
    <>
      <Panel title={t('title')} className={styles.panel}>
        {summary.isPending ? (
          <Loading>
            <Skeleton height={96} />
          </Loading>
        ) : summary.isError ? (
          <ErrorState error={summary.error} retry={() => void summary.refetch()} />
        ) : summary.data.summary?.count === '0' || !summary.data.summary ? (
          <EmptyState title={t('none')} text={t('noneText')} />
        ) : (
          <>
            <RatingSummary rating={summary.data.summary} />
            <div className={styles.choose}>
              <ReviewFilters
                rating={summary.data.summary}
                tags={summary.data.tags}
                sku={sku}
                filter={filter}
                onChange={setFilter}
              />
              <SelectField
                label={t('sort')}
                hiddenLabel
                value={sort}
                onChange={({ target }) => setSort(target.value as ReviewSort)}
              >
                {REVIEW_SORTS.map((each) => (
                  <option key={each} value={each}>
                    {t(`sorts.${each}`)}
                  </option>
                ))}
              </SelectField>
            </div>
            <List productId={productId} filter={filter} sort={sort} />
          </>
        )}
      </Panel>
      <Questions productId={productId} />
    </>
  );
}

function List({ productId, filter, sort }: { productId: string; filter: ReviewFilter; sort: ReviewSort }) {
  const { t } = useTranslation(['reviews', 'common']);
  const session = useSession();
  const reviews = useReviews(productId, filter, sort);
  const shown = reviews.data ?? [];
  const likes = useMyLikes(
    shown.map(({ id }) => id),
    session.state === 'signed-in',
  );
  if (reviews.isPending) {
    return (
      <Loading>
        <Skeleton height={120} />
      </Loading>
    );
  }
  if (reviews.isError && shown.length === 0) {
    return <ErrorState error={reviews.error} retry={() => void reviews.refetch()} />;
  }
  // A page may be empty before the end of a list that little fits.
  if (shown.length === 0 && !reviews.hasNextPage) return <p className={styles.nothing}>{t('noneHere')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {shown.map((review) => (
          <li key={review.id}>
            <ReviewCard review={review} liked={likes.data?.includes(review.id) ?? false} />
          </li>
        ))}
      </ul>
      {reviews.hasNextPage && (
        <Button busy={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>
          {t('common:loadMore')}
        </Button>
      )}
    </>
  );
}

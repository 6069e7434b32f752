// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Facts } from '@/entities/detail/Facts';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import styles from './ReviewPage.module.css';
import { useReview, useReviewDecisions, type Review } from './reviews_data';

export function Page() {
  const { id = '' } = useParams();
  return (
    <Loaded whole query={useReview(id)}>
      {(review) => <ReviewView review={review} />}
    </Loaded>
  );
}

function ReviewView({ review }: { review: Review }) {
  const { t } = useTranslation(['reviews', 'admin']);
  const decisions = useReviewDecisions();
  const { state, openReports } = review;
  const decidable = ['REVIEW_STATE_PUBLISHED', 'REVIEW_STATE_HELD', 'REVIEW_STATE_HIDDEN'].includes(state);
  return (
    <>
      <PageHeader
        title={t('reviewNo', { id: review.id })}
        back={
          openReports > 0
            ? { to: '/reports', text: t('admin:reports') }
            : { to: '/reviews', text: t('admin:reviews') }
        }
        note={<StateTag state={state} />}
      >
        {decidable && state !== 'REVIEW_STATE_HIDDEN' && (
          <Button variant="danger" onClick={() => decisions.hide(review)}>
            {t('hide')}
          </Button>
        )}
        {decidable && (state !== 'REVIEW_STATE_PUBLISHED' || openReports > 0) && (
          <Button variant="primary" onClick={() => decisions.publish(review)}>
            {t('publish')}
          </Button>
        )}
      </PageHeader>
      <Stack>
        <Panel title={t('text')}>
          <p className={styles.text}>{review.text || t('noText')}</p>
          {review.pictures.length > 0 && (
            <ul className={styles.pictures}>
              {review.pictures.map((picture) => (
                <li key={picture.url}>
                  <a href={picture.url} target="_blank" rel="noreferrer">
                    <Photo picture={picture} alt={picture.alt || t('pictures')} className={styles.photo} />
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Panel>
        <Panel title={t('facts')}>
          <ReviewFacts review={review} />
        </Panel>
      </Stack>
    </>
  );
}

function ReviewFacts({ review }: { review: Review }) {
  const { t } = useTranslation('reviews');
  const { goods } = review;
  return (
    <Facts
      facts={[
        { name: t('openReports'), value: review.openReports > 0 && String(review.openReports) },
        { name: t('held'), value: review.heldWords.join(' · ') },
        { name: t('hiddenReason'), value: review.hiddenReason },
        {
          name: t('product'),
          value: goods && <Link to={`/products/${goods.productId}`}>{goods.productName}</Link>,
        },
        {
          name: t('author'),
          value: review.userId !== '0' && (
            <Link to={`/users/${review.userId}`}>{t('userNo', { id: review.userId })}</Link>
          ),
        },
        {
          name: t('stars'),
          value: t('starsOf', {
            goods: review.goodsStars,
            logistics: review.logisticsStars,
            service: review.serviceStars,
          }),
        },
        { name: t('written'), value: review.writtenAt && <When time={review.writtenAt} /> },
        { name: t('edited'), value: review.editedAt && <When time={review.editedAt} /> },
        { name: t('followUp'), value: review.followUp?.text },
        { name: t('reply'), value: review.reply?.text },
      ]}
    />
  );
}

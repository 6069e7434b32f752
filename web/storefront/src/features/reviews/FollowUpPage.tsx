// SPDX-License-Identifier: Apache-2.0
// What there is to add to a review some time later.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { TextArea } from '@ecommerce/shared/ui/Field';
import { EmptyState, ErrorNote, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useFollowUp, useMyReview, type Review } from '@/entities/review/review_data';
import { ReviewBody } from '@/entities/review/ReviewBody';
import { deedsOf } from './deeds';
import { Goods } from './Goods';
import { PictureUploads } from './PictureUploads';
import styles from './Reviews.module.css';
import { useUploads } from './useUploads';

export function Page() {
  const { t } = useTranslation('reviews');
  useTitle(t('followUp'));
  const { reviewId = '' } = useParams();
  const review = useMyReview(/^[1-9]\d{0,18}$/.test(reviewId) ? reviewId : '');
  return (
    <section className={styles.panel}>
      <h1>{t('followUp')}</h1>
      {review.data ? (
        <FollowUpForm review={review.data} />
      ) : review.isError ? (
        <ErrorState error={review.error} retry={() => void review.refetch()} />
      ) : (
        <Loading>
          <Skeleton height={200} />
        </Loading>
      )}
    </section>
  );
}

function FollowUpForm({ review }: { review: Review }) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const followUp = useFollowUp(review.id);
  const uploads = useUploads([]);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  if (!followUp.isSuccess && !deedsOf(review).includes('followUp')) {
    return (
      <EmptyState title={t('tooLate')} text={t('tooLateText')}>
        <ButtonLink to="/account/reviews?tab=written">{t('mine')}</ButtonLink>
      </EmptyState>
    );
  }
  const send = () => {
    setTried(true);
    if (text.trim() === '' || !uploads.ready) return;
    followUp.mutate(
      { text, pictures: uploads.pictures },
      {
        onSuccess: (saved) => {
          toast.success(saved.followUp?.state === 'REMARK_STATE_HELD' ? t('heldNote') : t('saved'));
          void navigate('/account/reviews?tab=written');
        },
      },
    );
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Goods review={review} />
      <ReviewBody review={review} />
      <TextArea
        label={t('followUpText')}
        rows={5}
        maxLength={1000}
        value={text}
        {...(tried && text.trim() === '' && { error: t('writeSomething') })}
        onChange={({ target }) => setText(target.value)}
      />
      <PictureUploads uploads={uploads} />
      {tried && !uploads.ready && <p role="alert">{t('picturesUnfinished')}</p>}
      <ErrorNote error={followUp.error} />
      <div className={styles.deeds}>
        <Button type="submit" variant="primary" size="large" busy={followUp.isPending}>
          {t('send')}
        </Button>
        <ButtonLink size="large" to="/account/reviews?tab=written">
          {t('back')}
        </ButtonLink>
      </div>
    </form>
  );
}

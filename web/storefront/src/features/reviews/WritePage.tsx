// SPDX-License-Identifier: Apache-2.0
// Writing a review of something that was received, or changing it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { Checkbox, TextArea } from '@ecommerce/shared/ui/Field';
import { EmptyState, ErrorNote, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useMyReview, useSaveReview, type Review } from '@/entities/review/review_data';
import { StarsInput } from '@/entities/review/Stars';
import { deedsOf } from './deeds';
import { Goods } from './Goods';
import { PictureUploads } from './PictureUploads';
import styles from './Reviews.module.css';
import { useUploads } from './useUploads';

export function Page() {
  const { t } = useTranslation('reviews');
  const { reviewId = '' } = useParams();
  const review = useMyReview(/^[1-9]\d{0,18}$/.test(reviewId) ? reviewId : '');
  const edits = review.data !== undefined && review.data.state !== 'REVIEW_STATE_AWAITED';
  const title = t(edits ? 'edit' : 'write');
  useTitle(title);
  return (
    <section className={styles.panel}>
      <h1>{title}</h1>
      {review.data ? (
        <WriteForm key={review.data.id} read={review.data} />
      ) : review.isError || reviewId === '' ? (
        <ErrorState error={review.error} retry={() => void review.refetch()} />
      ) : (
        <Loading>
          <Skeleton height={240} />
        </Loading>
      )}
    </section>
  );
}

const PARTS = ['goods', 'logistics', 'service'] as const;
type Part = (typeof PARTS)[number];

function WriteForm({ read }: { read: Review }) {
  // What is typed is about the version that was read first, also while newer ones arrive.
  const [review] = useState(read);
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const save = useSaveReview(review);
  const uploads = useUploads(review.pictures);
  const [stars, setStars] = useState<Record<Part, number>>({
    goods: review.goodsStars,
    logistics: review.logisticsStars,
    service: review.serviceStars,
  });
  const [text, setText] = useState(review.text);
  const [anonymous, setAnonymous] = useState(review.anonymous);
  const [tried, setTried] = useState(false);
  const deeds = deedsOf(review);
  if (!save.isSuccess && !deeds.includes('write') && !deeds.includes('edit')) {
    return (
      <EmptyState title={t('tooLate')} text={t('tooLateText')}>
        <ButtonLink to="/account/reviews">{t('mine')}</ButtonLink>
      </EmptyState>
    );
  }
  const send = () => {
    setTried(true);
    if (PARTS.some((part) => stars[part] === 0) || !uploads.ready) return;
    save.mutate(
      {
        goodsStars: stars.goods,
        logisticsStars: stars.logistics,
        serviceStars: stars.service,
        text,
        pictures: uploads.pictures,
        anonymous,
      },
      {
        onSuccess: (saved) => {
          toast.success(saved.state === 'REVIEW_STATE_HELD' ? t('heldNote') : t('saved'));
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
      {PARTS.map((part) => (
        <StarsInput
          key={part}
          label={t(part)}
          value={stars[part]}
          error={tried && stars[part] === 0 ? t('chooseStars') : undefined}
          onChange={(value) => setStars({ ...stars, [part]: value })}
        />
      ))}
      <TextArea
        label={t('text')}
        hint={t('textHint')}
        optional
        rows={5}
        maxLength={1000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <PictureUploads uploads={uploads} />
      {tried && !uploads.ready && <p role="alert">{t('picturesUnfinished')}</p>}
      <Checkbox
        label={t('anonymous')}
        checked={anonymous}
        onChange={({ target }) => setAnonymous(target.checked)}
      />
      <ErrorNote error={save.error} />
      <div className={styles.deeds}>
        <Button type="submit" variant="primary" size="large" busy={save.isPending}>
          {t('send')}
        </Button>
        <ButtonLink size="large" to="/account/reviews">
          {t('back')}
        </ButtonLink>
      </div>
    </form>
  );
}

// SPDX-License-Identifier: Apache-2.0
// A review of a product, with what readers can do about it.
import LikeFilled from '@ant-design/icons-svg/es/asn/LikeFilled';
import LikeOutlined from '@ant-design/icons-svg/es/asn/LikeOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useLike, type Review } from '@/entities/review/review_data';
import { ReviewBody, useAuthorName } from '@/entities/review/ReviewBody';
import { Stars } from '@/entities/review/Stars';
import { ReportDialog } from './ReportDialog';
import styles from './Reviews.module.css';

export function ReviewCard({ review, liked }: { review: Review; liked: boolean }) {
  const { t, i18n } = useTranslation('reviews');
  const authorName = useAuthorName();
  const signedIn = useSession().state === 'signed-in';
  const signIn = useSignIn();
  const like = useLike();
  const [reporting, setReporting] = useState(false);
  // The list is older than the vote.
  const likes = like.data?.likes ?? review.likes;
  const options = review.goods?.optionValues.join(' / ');
  return (
    <article className={styles.review}>
      <header className={styles.head}>
        <span className={styles.author}>{authorName(review.author)}</span>
        <Stars value={review.goodsStars} />
        {options && <span className={styles.note}>{options}</span>}
        {review.writtenAt && (
          <time className={styles.note} dateTime={review.writtenAt}>
            {formatTime(review.writtenAt, i18n.language)}
          </time>
        )}
      </header>
      <ReviewBody review={review} />
      <footer className={styles.deeds}>
        <Button
          variant="text"
          size="small"
          aria-pressed={liked}
          busy={like.isPending}
          onClick={() =>
            signedIn
              ? like.mutate({ id: review.id, undo: liked }, { onError: (error) => toast.error(error) })
              : signIn()
          }
        >
          <Icon icon={liked ? LikeFilled : LikeOutlined} /> {t('helpful', { count: Number(likes) })}
        </Button>
        <Button variant="text" size="small" onClick={() => (signedIn ? setReporting(true) : signIn())}>
          {t('report')}
        </Button>
      </footer>
      {reporting && <ReportDialog id={review.id} onClose={() => setReporting(false)} />}
    </article>
  );
}

// To sign in and back.
export function useSignIn(): () => void {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return () => void navigate(`/sign-in?from=${encodeURIComponent(pathname + search)}`);
}

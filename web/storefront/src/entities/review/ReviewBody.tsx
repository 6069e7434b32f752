// SPDX-License-Identifier: Apache-2.0
// What a review says, with the follow-up and the shop's reply.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { PictureRow } from './PictureViewer';
import type { Review } from './review_data';
import styles from './ReviewBody.module.css';

export function ReviewBody({ review }: { review: Review }) {
  const { t } = useTranslation('reviews');
  const closed = review.author?.kind === 'AUTHOR_KIND_CLOSED';
  return (
    <div className={styles.body}>
      {(review.automatic || review.returned || review.tags.length > 0) && (
        <p className={styles.tags}>
          {review.automatic && <Tag>{t('automatic')}</Tag>}
          {review.returned && <Tag tone="warning">{t('returned')}</Tag>}
          {review.tags.map(({ id, name }) => (
            <Tag key={id} tone="primary">
              {name}
            </Tag>
          ))}
        </p>
      )}
      <p className={review.text === '' ? styles.silent : styles.text}>
        {review.text || (closed ? t('textGone') : review.automatic ? t('automaticText') : t('noText'))}
      </p>
      <PictureRow pictures={review.pictures} />
      {review.followUp && <Below title={t('followUp')} remark={review.followUp} />}
      {review.reply && <Below title={t('shopReply')} remark={review.reply} />}
    </div>
  );
}

function Below({ title, remark }: { title: string; remark: Schemas['Remark'] }) {
  const { t, i18n } = useTranslation('reviews');
  const held = remark.state === 'REMARK_STATE_HELD';
  return (
    <div className={styles.below}>
      <p className={styles.belowTitle}>
        {title}
        {remark.writtenAt && (
          <time dateTime={remark.writtenAt}>{formatTime(remark.writtenAt, i18n.language)}</time>
        )}
        {held && <Tag tone="warning">{t('state.held')}</Tag>}
        {remark.state === 'REMARK_STATE_HIDDEN' && <Tag tone="error">{t('state.hidden')}</Tag>}
      </p>
      <p className={remark.text === '' ? styles.silent : styles.text}>{remark.text || t('textGone')}</p>
      <PictureRow pictures={remark.pictures} />
    </div>
  );
}

export function useAuthorName(): (author: Schemas['Author'] | undefined) => string {
  const { t } = useTranslation('reviews');
  return (author) => {
    switch (author?.kind) {
      case 'AUTHOR_KIND_NAMED':
        return author.name;
      case 'AUTHOR_KIND_CLOSED':
        return t('closedAuthor');
      case 'AUTHOR_KIND_SHOP':
        return t('shop');
      default:
        return t('anonymousAuthor');
    }
  };
}

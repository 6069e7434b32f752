// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import type { Rating } from '@/entities/review/review_data';
import { Stars } from '@/entities/review/Stars';
import styles from './Reviews.module.css';

export function RatingSummary({ rating }: { rating: Rating }) {
  const { t, i18n } = useTranslation('reviews');
  const count = Number(rating.count);
  const share = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(rating.goodShare);
  return (
    <div className={styles.summary}>
      <div className={styles.average}>
        <span className={styles.number} aria-hidden="true">
          {rating.average.toFixed(1)}
        </span>
        <Stars value={rating.average} size={20} />
        <span className={styles.note}>{t('count', { count })}</span>
        <span className={styles.note}>{t('good', { share })}</span>
      </div>
      <dl className={styles.bars}>
        {[5, 4, 3, 2, 1].map((stars) => {
          const here = Number(rating.stars[stars - 1] ?? 0);
          return (
            <div key={stars}>
              <dt>{t('starsOf', { value: stars })}</dt>
              <dd>
                <span className={styles.bar} aria-hidden="true">
                  <span style={{ width: `${count > 0 ? (here / count) * 100 : 0}%` }} />
                </span>
                {here}
              </dd>
            </div>
          );
        })}
      </dl>
      <dl className={styles.parts}>
        {(['logistics', 'service'] as const).map((part) => (
          <div key={part}>
            <dt>{t(part)}</dt>
            <dd>{rating[`${part}Average`].toFixed(1)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

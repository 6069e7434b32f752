// SPDX-License-Identifier: Apache-2.0
// One filter at a time, as the platform offers them.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import type { Rating, ReviewFilter } from '@/entities/review/review_data';
import styles from './Reviews.module.css';

export function ReviewFilters({
  rating,
  tags,
  sku,
  filter,
  onChange,
}: {
  rating: Rating;
  tags: readonly Schemas['TagCount'][];
  sku: { id: string; name: string } | undefined;
  filter: ReviewFilter;
  onChange: (filter: ReviewFilter) => void;
}) {
  const { t } = useTranslation('reviews');
  const choices: { filter: ReviewFilter; text: string }[] = [{ filter: { kind: 'all' }, text: t('all') }];
  if (rating.withPictures !== '0') {
    choices.push({
      filter: { kind: 'pictures' },
      text: t('withPictures', { count: Number(rating.withPictures) }),
    });
  }
  for (const { tag, count } of tags) {
    if (tag) choices.push({ filter: { kind: 'tag', value: tag.id }, text: `${tag.name} ${count}` });
  }
  for (const stars of [5, 4, 3, 2, 1]) {
    if ((rating.stars[stars - 1] ?? '0') === '0') continue;
    choices.push({ filter: { kind: 'stars', value: `${stars}` }, text: t('starsOf', { value: stars }) });
  }
  if (sku) choices.push({ filter: { kind: 'sku', value: sku.id }, text: t('ofSku', { name: sku.name }) });
  return (
    <ul className={styles.filters} aria-label={t('filters')}>
      {choices.map(({ filter: choice, text }) => (
        <li key={`${choice.kind} ${choice.value ?? ''}`}>
          <button
            type="button"
            aria-pressed={choice.kind === filter.kind && choice.value === filter.value}
            onClick={() => onChange(choice)}
          >
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}

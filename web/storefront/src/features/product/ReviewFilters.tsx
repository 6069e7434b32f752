// SPDX-License-Identifier: Apache-2.0
// One choice of each kind; together they narrow.
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
  const choices: { choice: ReviewFilter; text: string }[] = [{ choice: {}, text: t('all') }];
  if (rating.withPictures !== '0') {
    choices.push({
      choice: { withPictures: true },
      text: t('withPictures', { count: Number(rating.withPictures) }),
    });
  }
  for (const { tag, count } of tags) {
    if (tag) choices.push({ choice: { tagId: tag.id }, text: `${tag.name} ${count}` });
  }
  for (const stars of [5, 4, 3, 2, 1]) {
    if ((rating.stars[stars - 1] ?? '0') === '0') continue;
    choices.push({ choice: { stars }, text: t('starsOf', { value: stars }) });
  }
  if (sku) choices.push({ choice: { skuId: sku.id }, text: t('ofSku', { name: sku.name }) });
  return (
    <ul className={styles.filters} aria-label={t('filters')}>
      {choices.map(({ choice, text }) => (
        <li key={JSON.stringify(choice)}>
          <button
            type="button"
            aria-pressed={isChosen(filter, choice)}
            onClick={() => onChange(toggled(filter, choice))}
          >
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}

const kindsOf = (filter: ReviewFilter) => Object.keys(filter) as (keyof ReviewFilter)[];

// "All" is chosen where nothing else is.
function isChosen(filter: ReviewFilter, choice: ReviewFilter) {
  const kinds = kindsOf(choice);
  if (kinds.length === 0) return kindsOf(filter).length === 0;
  return kinds.every((kind) => filter[kind] === choice[kind]);
}

function toggled(filter: ReviewFilter, choice: ReviewFilter): ReviewFilter {
  const kinds = kindsOf(choice);
  if (kinds.length === 0) return {};
  if (!isChosen(filter, choice)) return { ...filter, ...choice };
  return Object.fromEntries(Object.entries(filter).filter(([kind]) => !(kind in choice)));
}

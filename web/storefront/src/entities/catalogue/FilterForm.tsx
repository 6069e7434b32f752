// SPDX-License-Identifier: Apache-2.0
// What narrows a list: category, brand, price band and whether it can be bought now.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Checkbox } from '@ecommerce/shared/ui/Field';
import { Skeleton } from '@ecommerce/shared/ui/States';
import type { Facets } from './facets';
import styles from './FilterForm.module.css';
import { PriceBand } from './PriceBand';
import type { ProductFilters } from './product_filters';

export function FilterForm({
  filters,
  facets,
  onChange,
  live = false,
}: {
  filters: ProductFilters;
  facets: Facets;
  onChange: (change: Partial<ProductFilters>) => void;
  // Tells prices while they are typed instead of when they are confirmed.
  live?: boolean;
}) {
  const { t } = useTranslation('catalogue');
  const localName = useLocalName();
  return (
    <div className={styles.form}>
      {facets.pending && (
        <div className={styles.choices}>
          <Skeleton height={22} width="100%" />
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} width={54} height={36} />
          ))}
        </div>
      )}
      {facets.categories.length > 1 && (
        <Choice
          legend={t('filterCategory')}
          value={filters.categoryId}
          choices={facets.categories.map((category) => ({ value: category.id, text: localName(category) }))}
          onChange={(categoryId) => onChange({ categoryId })}
        />
      )}
      {facets.brands.length > 1 && (
        <Choice
          legend={t('filterBrand')}
          value={filters.brand}
          choices={facets.brands.map((brand) => ({ value: brand, text: brand }))}
          onChange={(brand) => onChange({ brand })}
        />
      )}
      <fieldset>
        <legend className={styles.legend}>{t('filterPrice')}</legend>
        <PriceBand band={filters} onChange={onChange} live={live} />
      </fieldset>
      <Checkbox
        label={t('filterInStock')}
        checked={filters.inStock}
        onChange={(event) => onChange({ inStock: event.target.checked })}
      />
    </div>
  );
}

// More than that hide behind a button.
const SHOWN = 8;

function Choice({
  legend,
  value,
  choices,
  onChange,
}: {
  legend: string;
  value: string;
  choices: readonly { value: string; text: string }[];
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation('catalogue');
  const name = useId();
  const [all, setAll] = useState(() => choices.findIndex((choice) => choice.value === value) >= SHOWN);
  const more = choices.length > SHOWN + 2;
  const shown = all || !more ? choices : choices.slice(0, SHOWN);
  return (
    <fieldset>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.choices}>
        {[{ value: '', text: t('filterAny') }, ...shown].map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.text}</span>
          </label>
        ))}
        {more && (
          <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('fewer') : t('moreChoices', { count: choices.length - SHOWN })}
          </button>
        )}
      </div>
    </fieldset>
  );
}

// SPDX-License-Identifier: Apache-2.0
// The lowest and the highest price that somebody wants to see.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import styles from './PriceBand.module.css';
import { cleanPrice, orderedBand, type ProductFilters } from './product_filters';

type Band = Pick<ProductFilters, 'minPrice' | 'maxPrice'>;

// "12–300", or what is said of one end alone.
export function useBandText(): (band: Band) => string {
  const { t } = useTranslation('catalogue');
  return ({ minPrice: min, maxPrice: max }) => {
    if (min && max) return t('priceBand', { min, max });
    return min ? t('priceFrom', { min }) : t('priceUpTo', { max });
  };
}

export function PriceBand({
  band: { minPrice, maxPrice },
  onChange,
  live = false,
}: {
  band: Band;
  onChange: (band: Band) => void;
  // Tells prices while they are typed instead of when they are confirmed.
  live?: boolean;
}) {
  const { t } = useTranslation('catalogue');
  const [min, setMin] = useState(minPrice);
  const [max, setMax] = useState(maxPrice);
  // Filters that change elsewhere show here too, unless it was typing here that changed them.
  const now = `${minPrice}-${maxPrice}`;
  const [shown, setShown] = useState(now);
  if (shown !== now) {
    setShown(now);
    if (!live) {
      setMin(minPrice);
      setMax(maxPrice);
    }
  }
  const tell = (from: string, to: string) => onChange(orderedBand(cleanPrice(from), cleanPrice(to)));
  const field = (label: string, value: string, set: (typed: string) => void) => (
    <TextField
      label={label}
      hiddenLabel
      placeholder={label}
      inputMode="decimal"
      autoComplete="off"
      maxLength={12}
      value={value}
      onChange={(event) => set(event.target.value)}
      className={styles.price}
    />
  );
  return (
    <form
      className={styles.band}
      onSubmit={(event) => {
        event.preventDefault();
        tell(min, max);
      }}
    >
      {field(t('minPrice'), min, (typed) => {
        setMin(typed);
        if (live) tell(typed, max);
      })}
      <span aria-hidden="true">–</span>
      {field(t('maxPrice'), max, (typed) => {
        setMax(typed);
        if (live) tell(min, typed);
      })}
      {!live && <Button type="submit">{t('applyPrice')}</Button>}
    </form>
  );
}

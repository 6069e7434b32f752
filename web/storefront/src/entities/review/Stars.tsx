// SPDX-License-Identifier: Apache-2.0
// Stars: shown, and chosen.
import StarFilled from '@ant-design/icons-svg/es/asn/StarFilled';
import StarOutlined from '@ant-design/icons-svg/es/asn/StarOutlined';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@ecommerce/shared/ui/Icon';
import styles from './Stars.module.css';

const ALL = [1, 2, 3, 4, 5];

// `value` may have a fraction.
export function Stars({ value, size = 16 }: { value: number; size?: number }) {
  const { t } = useTranslation('reviews');
  const row = ALL.map((star) => <Icon key={star} icon={StarFilled} size={size} />);
  return (
    <span
      className={styles.stars}
      role="img"
      aria-label={t('starsOf', { value: Math.round(value * 10) / 10 })}
    >
      <span className={styles.empty}>{row}</span>
      <span className={styles.full} style={{ width: `${(Math.min(value, 5) / 5) * 100}%` }}>
        {row}
      </span>
    </span>
  );
}

// Five radio buttons under stars: arrow keys choose.
export function StarsInput({
  label,
  value,
  onChange,
  error,
}: {
  label: string;
  // 0: none yet.
  value: number;
  onChange: (value: number) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation('reviews');
  const name = useId();
  return (
    <fieldset className={styles.choice} aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{label}</legend>
      <span className={styles.buttons}>
        {ALL.map((star) => (
          <label key={star} className={star <= value ? styles.chosen : undefined}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              value={star}
              checked={star === value}
              onChange={() => onChange(star)}
            />
            <Icon icon={star <= value ? StarFilled : StarOutlined} size={26} />
            <span className="visually-hidden">{t('starsOf', { value: star })}</span>
          </label>
        ))}
      </span>
      <span className={styles.word} aria-hidden="true">
        {value > 0 && t(`starWord.${value as 1 | 2 | 3 | 4 | 5}`)}
      </span>
      {error && (
        <p id={`${name}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

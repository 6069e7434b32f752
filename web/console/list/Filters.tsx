// SPDX-License-Identifier: Apache-2.0
// What a list is narrowed by. Each changes the address.
import { useTranslation } from 'react-i18next';
import { classes } from '@ecommerce/shared/ui/classes';
import { SearchBox } from '@ecommerce/shared/ui/SearchBox';
import styles from './Filters.module.css';

export function SearchFilter({
  label,
  value,
  maxLength = 100,
  onChange,
}: {
  label: string;
  value: string;
  maxLength?: number;
  onChange: (value: string) => void;
}) {
  return (
    <SearchBox
      label={label}
      query={value}
      maxLength={maxLength}
      className={styles.search}
      onSearch={onChange}
    />
  );
}

export function ChoiceFilter({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: { value: string; text: string }[];
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation('console');
  return (
    <select
      aria-label={label}
      className={classes(styles.choice, value !== '' && styles.set)}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t('anyOf', { label })}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.text}
        </option>
      ))}
    </select>
  );
}

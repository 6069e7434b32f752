// SPDX-License-Identifier: Apache-2.0
// What the owner calls an address: one of the usual names, or a word of their own.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '@ecommerce/shared/ui/Field';
import styles from './Address.module.css';
import { knownTag, knownTags } from './address_text';

export function TagChoice({ value, onChange }: { value: string; onChange: (tag: string) => void }) {
  const { t } = useTranslation(['address', 'common']);
  const name = useId();
  const known = knownTag(value);
  return (
    <fieldset>
      <legend className={styles.tagsLegend}>
        {t('tag')}
        <span>{t('common:optional')}</span>
      </legend>
      <div className={styles.tags}>
        {knownTags.map((tag) => (
          <label key={tag} className={styles.tag}>
            <input
              type="radio"
              name={name}
              checked={known === tag}
              onChange={() => onChange(tag)}
              // A second press takes it away.
              onClick={() => known === tag && onChange('')}
            />
            {t(tag)}
          </label>
        ))}
        <div className={styles.own}>
          <TextField
            label={t('tagOwn')}
            hiddenLabel
            placeholder={t('tagOwn')}
            maxLength={20}
            value={known ? '' : value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      </div>
    </fieldset>
  );
}

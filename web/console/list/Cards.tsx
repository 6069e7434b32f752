// SPDX-License-Identifier: Apache-2.0
// A table's rows on a phone: each a card, its first column on top.
import { useTranslation } from 'react-i18next';
import { classes } from '@ecommerce/shared/ui/classes';
import styles from './Cards.module.css';
import type { Column } from './columns';

export function Cards<Row>({
  label,
  rows,
  rowKey,
  columns,
  faded,
  nameOf,
  picked,
  onPick,
}: {
  label: string;
  rows: Row[];
  rowKey: (row: Row) => string;
  columns: Column<Row>[];
  faded: boolean;
  // Rows can be chosen.
  nameOf?: (row: Row) => string;
  picked: string[];
  onPick: (keys: string[]) => void;
}) {
  const { t } = useTranslation('console');
  const [first, ...rest] = columns;
  return (
    <ul className={classes(styles.cards, faded && styles.faded)} aria-label={label}>
      {rows.map((row) => {
        const key = rowKey(row);
        const isPicked = picked.includes(key);
        return (
          <li key={key} className={styles.card}>
            <div className={styles.top}>
              {nameOf && (
                <input
                  type="checkbox"
                  aria-label={t('choose', { name: nameOf(row) })}
                  checked={isPicked}
                  onChange={() => onPick(isPicked ? picked.filter((each) => each !== key) : [...picked, key])}
                />
              )}
              <div className={styles.first}>{first?.render(row)}</div>
            </div>
            <dl className={styles.facts}>
              {rest.map(({ key: name, title, render }) => (
                <div key={name}>
                  {title !== '' && <dt>{title}</dt>}
                  <dd>{render(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}

// SPDX-License-Identifier: Apache-2.0
// An amount of money with its whole part large, as price tags have it.
import { useTranslation } from 'react-i18next';
import { formatMoney, moneyParts, type Money } from '../i18n/format';
import { classes } from './classes';
import styles from './Price.module.css';

export function Price({
  money,
  size = 'middle',
  tone = 'price',
}: {
  money: Money;
  size?: 'small' | 'middle' | 'large' | 'huge';
  tone?: 'price' | 'plain';
}) {
  const { i18n } = useTranslation();
  return (
    <span className={classes(styles.price, styles[size], tone === 'price' && styles.red)}>
      <span className="visually-hidden">{formatMoney(money, i18n.language)}</span>
      <span aria-hidden="true">
        {moneyParts(money, i18n.language).map((part, index) => (
          <span
            key={index}
            className={part.type === 'integer' || part.type === 'group' ? styles.whole : styles.part}
          >
            {part.value}
          </span>
        ))}
      </span>
    </span>
  );
}

export function OldPrice({ money }: { money: Money }) {
  const { i18n } = useTranslation();
  return <s className={styles.old}>{formatMoney(money, i18n.language)}</s>;
}

// SPDX-License-Identifier: Apache-2.0
// What is wrong with a line, or worth knowing about it, in words.
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@ecommerce/shared/i18n/format';
import { OldPrice } from '@ecommerce/shared/ui/Price';
import type { CartLine } from '@/entities/cart/cart_data';
import { mostOf, priceChange } from './cart_view';
import styles from './LineRow.module.css';

export function LineNotes({ line, onQuantity }: { line: CartLine; onQuantity: (quantity: number) => void }) {
  const { t, i18n } = useTranslation(['cart']);
  const most = mostOf(line);
  const change = priceChange(line);
  const money = change && formatMoney(change, i18n.language);
  return (
    <div className={styles.notes} aria-live="polite">
      {line.problems.map((problem) => {
        switch (problem) {
          case 'LINE_PROBLEM_QUANTITY_TOO_HIGH':
            return (
              <p key={problem} className={styles.bad}>
                {t('tooMany', { count: most })}
                <button type="button" onClick={() => onQuantity(most)}>
                  {t('takeRest', { count: most })}
                </button>
              </p>
            );
          case 'LINE_PROBLEM_LOW_STOCK':
            return (
              <p key={problem} className={styles.warning}>
                {t('lowStock', { count: most })}
              </p>
            );
          case 'LINE_PROBLEM_PRICE_RAISED':
          case 'LINE_PROBLEM_PRICE_DROPPED': {
            const raised = problem === 'LINE_PROBLEM_PRICE_RAISED';
            return (
              <p key={problem} className={raised ? styles.warning : styles.good}>
                {t(raised ? 'priceRaised' : 'priceDropped', { money })}
                {line.addedPrice && <OldPrice money={line.addedPrice} />}
              </p>
            );
          }
          default:
            return null;
        }
      })}
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Where a list of products has its order, what narrows it, and itself. Narrow screens have no room beside the list:
// there a FilterSheet in the bar has what narrows it.
import { useTranslation } from 'react-i18next';
import styles from './ListingFrame.module.css';

export function ListingFrame({
  side,
  bar,
  children,
}: {
  side: React.ReactNode;
  bar: React.ReactNode;
  children: React.ReactNode;
}) {
  const { t } = useTranslation('catalogue');
  return (
    <div className={styles.listing}>
      <section className={styles.side} aria-label={t('filters')}>
        {side}
      </section>
      <div className={styles.main}>
        {bar}
        {children}
      </div>
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { classes } from '@ecommerce/shared/ui/classes';
import { tabs, type Tab } from '@/entities/order/order_status';
import { useOrderBadges } from '@/entities/order/orders_data';
import styles from './OrderTabs.module.css';

export function OrderTabs({ current, query }: { current: Tab; query: string }) {
  const { t } = useTranslation('orders');
  const badges = useOrderBadges();
  const address = (tab: Tab) => {
    const parameters = new URLSearchParams({
      ...(tab !== 'all' && { status: tab }),
      ...(query !== '' && { q: query }),
    });
    return `/orders?${parameters}`.replace(/\?$/, '');
  };
  return (
    <nav aria-label={t('byStatus')}>
      <ul className={styles.tabs}>
        {tabs.map((tab) => {
          const count = badges.data?.[tab] ?? 0;
          return (
            <li key={tab}>
              <Link
                to={address(tab)}
                replace
                preventScrollReset
                className={classes(styles.tab, tab === current && styles.current)}
                aria-current={tab === current ? 'page' : undefined}
              >
                {t(`tab.${tab}`)}
                {count > 0 && <span className={styles.badge}>{count > 99 ? '99+' : count}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

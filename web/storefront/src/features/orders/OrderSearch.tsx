// SPDX-License-Identifier: Apache-2.0
// Finds orders by what was bought, where, or their number, within the tab that is open.
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { SearchBox } from '@ecommerce/shared/ui/SearchBox';
import type { Tab } from '@/entities/order/order_status';
import styles from './OrderSearch.module.css';

export function OrderSearch({ query, tab }: { query: string; tab: Tab }) {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  return (
    <SearchBox
      label={t('searchOrders')}
      query={query}
      maxLength={100}
      className={styles.search}
      onSearch={(typed) => {
        const parameters = new URLSearchParams({
          ...(tab !== 'all' && { status: tab }),
          ...(typed !== '' && { q: typed }),
        });
        void navigate(`/orders?${parameters}`, { replace: true });
      }}
    />
  );
}

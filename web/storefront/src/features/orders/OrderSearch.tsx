// SPDX-License-Identifier: Apache-2.0
// Finds orders by number, within the tab that is open.
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { SearchBox } from '@ecommerce/shared/ui/SearchBox';
import { cleanOrderNo, type Tab } from '@/entities/order/order_status';
import styles from './OrderSearch.module.css';

export function OrderSearch({ query, tab }: { query: string; tab: Tab }) {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  return (
    <SearchBox
      label={t('searchNumber')}
      query={query}
      maxLength={60}
      className={styles.search}
      onSearch={(typed) => {
        const number = cleanOrderNo(typed);
        const parameters = new URLSearchParams({
          ...(tab !== 'all' && { status: tab }),
          ...(number !== '' && { q: number }),
        });
        void navigate(`/orders?${parameters}`, { replace: true });
      }}
    />
  );
}

// SPDX-License-Identifier: Apache-2.0
import SearchOutlined from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '@/ui/Icon';
import { cleanOrderNo, type Tab } from './order_status';
import styles from './OrderSearch.module.css';

export function OrderSearch({ query, tab }: { query: string; tab: Tab }) {
  const { t } = useTranslation(['orders', 'common']);
  const navigate = useNavigate();
  return (
    <form
      role="search"
      aria-label={t('searchNumber')}
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = cleanOrderNo(String(new FormData(event.currentTarget).get('q') ?? ''));
        const parameters = new URLSearchParams({
          ...(tab !== 'all' && { status: tab }),
          ...(typed !== '' && { q: typed }),
        });
        void navigate(`/orders?${parameters}`, { replace: true });
      }}
    >
      <input
        type="search"
        name="q"
        maxLength={60}
        defaultValue={query}
        placeholder={t('searchNumber')}
        aria-label={t('searchNumber')}
        enterKeyHint="search"
      />
      <button type="submit" aria-label={t('common:search')}>
        <Icon icon={SearchOutlined} size={16} />
      </button>
    </form>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Finds a shop's own products by name.
import SearchOutlined from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/Icon';
import styles from './ShopSearch.module.css';

export function ShopSearch({ query, onSearch }: { query: string; onSearch: (query: string) => void }) {
  const { t } = useTranslation('shop');
  return (
    <form
      role="search"
      aria-label={t('searchShop')}
      className={styles.search}
      key={query}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(String(new FormData(event.currentTarget).get('q') ?? '').trim());
      }}
    >
      <input
        type="search"
        name="q"
        maxLength={100}
        defaultValue={query}
        placeholder={t('searchShop')}
        aria-label={t('searchShop')}
        enterKeyHint="search"
      />
      <button type="submit" aria-label={t('searchAction')}>
        <Icon icon={SearchOutlined} size={16} />
      </button>
    </form>
  );
}

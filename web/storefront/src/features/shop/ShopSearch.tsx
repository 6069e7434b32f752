// SPDX-License-Identifier: Apache-2.0
// Finds a shop's own products by name.
import { useTranslation } from 'react-i18next';
import { SearchBox } from '@ecommerce/shared/ui/SearchBox';
import styles from './ShopSearch.module.css';

export function ShopSearch({ query, onSearch }: { query: string; onSearch: (query: string) => void }) {
  const { t } = useTranslation('shop');
  return (
    <SearchBox
      label={t('searchShop')}
      query={query}
      maxLength={100}
      className={styles.search}
      onSearch={onSearch}
    />
  );
}

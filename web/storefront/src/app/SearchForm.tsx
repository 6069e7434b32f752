// SPDX-License-Identifier: Apache-2.0
// The header's search for products.
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { SearchBox } from '@ecommerce/shared/ui/SearchBox';
import styles from './SearchForm.module.css';

export function SearchForm() {
  const { t } = useTranslation('storefront');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  return (
    <SearchBox
      label={t('searchPlaceholder')}
      // The page's own text when it is a search, or none.
      query={pathname === '/search' ? (parameters.get('q') ?? '') : ''}
      maxLength={100}
      iconSize={18}
      className={styles.search}
      onSearch={(query) => {
        if (query !== '') void navigate(`/search?q=${encodeURIComponent(query)}`);
      }}
    />
  );
}

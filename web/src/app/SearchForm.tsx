// SPDX-License-Identifier: Apache-2.0
import SearchOutlined from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { Icon } from '@/ui/Icon';
import styles from './SearchForm.module.css';

export function SearchForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  const current = pathname === '/search' ? (parameters.get('q') ?? '') : '';
  return (
    <form
      role="search"
      className={styles.search}
      // The page's own text when it is a search, or none.
      key={current}
      onSubmit={(event) => {
        event.preventDefault();
        const query = String(new FormData(event.currentTarget).get('q') ?? '').trim();
        if (query !== '') void navigate(`/search?q=${encodeURIComponent(query)}`);
      }}
    >
      <input
        type="search"
        name="q"
        maxLength={100}
        defaultValue={current}
        placeholder={t('searchPlaceholder')}
        aria-label={t('searchPlaceholder')}
        enterKeyHint="search"
      />
      <button type="submit" aria-label={t('search')}>
        <Icon icon={SearchOutlined} size={18} />
      </button>
    </form>
  );
}

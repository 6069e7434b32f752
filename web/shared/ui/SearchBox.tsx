// SPDX-License-Identifier: Apache-2.0
// One field that searches for what is typed; where it stands decides how it looks and what searching means.
import SearchOutlined from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon';

export function SearchBox({
  label,
  query,
  maxLength,
  iconSize = 16,
  className,
  onSearch,
}: {
  label: string;
  // What is searched for now; a new one replaces what is typed.
  query: string;
  maxLength: number;
  iconSize?: number;
  className: string | undefined;
  onSearch: (query: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <form
      role="search"
      aria-label={label}
      className={className}
      key={query}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(String(new FormData(event.currentTarget).get('q') ?? '').trim());
      }}
    >
      <input
        type="search"
        name="q"
        maxLength={maxLength}
        defaultValue={query}
        placeholder={label}
        aria-label={label}
        enterKeyHint="search"
      />
      <button type="submit" aria-label={t('search')}>
        <Icon icon={SearchOutlined} size={iconSize} />
      </button>
    </form>
  );
}

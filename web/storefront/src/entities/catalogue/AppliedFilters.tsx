// SPDX-License-Identifier: Apache-2.0
// The filters that hold, each with a button that drops it.
import CloseOutlined from '@ant-design/icons-svg/es/asn/CloseOutlined';
import { useTranslation } from 'react-i18next';
import { Icon } from '@ecommerce/shared/ui/Icon';
import styles from './AppliedFilters.module.css';

export interface Applied<State> {
  text: string;
  // What changes when it is dropped.
  without: Partial<State>;
}

export function AppliedFilters<State>({
  applied,
  onChange,
  onClear,
}: {
  applied: readonly Applied<State>[];
  onChange: (change: Partial<State>) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation('catalogue');
  if (applied.length === 0) return null;
  return (
    <ul className={styles.applied} aria-label={t('appliedFilters')}>
      {applied.map(({ text, without }, index) => (
        <li key={`${index} ${text}`}>
          <button
            type="button"
            className={styles.filter}
            aria-label={t('dropFilter', { filter: text })}
            onClick={() => onChange(without)}
          >
            {text}
            <Icon icon={CloseOutlined} size={10} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles.clear} onClick={onClear}>
          {t('clearFilters')}
        </button>
      </li>
    </ul>
  );
}

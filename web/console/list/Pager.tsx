// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { SIZES, type ListAddress } from './list_address';
import styles from './Pager.module.css';

export function Pager({
  address,
  nextToken,
  total,
  shown,
  busy,
}: {
  address: ListAddress<string>;
  nextToken: string;
  total: { count: number; capped: boolean } | undefined;
  shown: number;
  busy: boolean;
}) {
  const { t } = useTranslation('console');
  const { previous, pageNumber } = address;
  if (shown === 0 && !previous) return null;
  return (
    <nav className={styles.pager} aria-label={t('pages')}>
      <span className={styles.total}>
        {total &&
          t(total.capped ? 'totalCapped' : 'total', {
            count: total.count,
            number: formatNumber(total.count),
          })}
      </span>
      <label className={styles.size}>
        <span>{t('pageSize')}</span>
        <select value={address.size} onChange={({ target }) => address.change({ size: target.value })}>
          {SIZES.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </select>
      </label>
      <Button size="small" disabled={!previous || busy} onClick={previous}>
        {t('previousPage')}
      </Button>
      {pageNumber !== undefined && <span>{t('pageNumber', { number: pageNumber })}</span>}
      <Button size="small" disabled={nextToken === '' || busy} onClick={() => address.next(nextToken)}>
        {t('nextPage')}
      </Button>
    </nav>
  );
}

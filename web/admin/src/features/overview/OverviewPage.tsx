// SPDX-License-Identifier: Apache-2.0
// What waits for an administrator, each with the way to it.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatNumber } from '@ecommerce/shared/i18n/format';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useWaiting, type Queue } from '@/entities/waiting/waiting_data';
import styles from './OverviewPage.module.css';

export function Page() {
  const { t } = useTranslation('admin');
  return (
    <>
      <PageHeader title={t('overview')} />
      <h2 className={styles.title}>{t('waiting')}</h2>
      <ul className={styles.tiles}>
        <Tile queue="products" text={t('productsInReview')} to="/review" />
        <Tile queue="shops" text={t('shopsPending')} to="/shops?status=PENDING" />
        <Tile queue="shopChanges" text={t('shopChanges')} to="/shops?change=1" />
        <Tile queue="reports" text={t('openReports')} to="/reports" />
        <Tile queue="reviews" text={t('heldReviews')} to="/reviews" />
        <Tile queue="remarks" text={t('heldRemarks')} to="/remarks" />
      </ul>
      <h2 className={styles.title}>{t('troubles')}</h2>
      <ul className={styles.tiles}>
        <Tile queue="refunds" text={t('failedRefunds')} to="/refunds?status=FAILED" />
        <Tile queue="mails" text={t('deadMails')} to="/dead-mails" />
      </ul>
    </>
  );
}

function Tile({ queue, text, to }: { queue: Queue; text: string; to: string }) {
  const { data, isError, error, refetch } = useWaiting(queue);
  if (isError && data === undefined)
    return (
      <li className={styles.tile}>
        <ErrorState error={error} retry={() => void refetch()} />
      </li>
    );
  return (
    <li className={styles.tile}>
      <Link to={to} className={styles.link}>
        <span className={styles.text}>{text}</span>
        {data === undefined ? (
          <Loading>
            <Skeleton width={48} height={32} />
          </Loading>
        ) : (
          <span className={data.count > 0 ? styles.waiting : styles.nothing}>
            {formatNumber(data.count)}
            {data.capped && '+'}
          </span>
        )}
      </Link>
    </li>
  );
}

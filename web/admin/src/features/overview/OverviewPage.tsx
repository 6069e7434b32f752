// SPDX-License-Identifier: Apache-2.0
// What waits for an administrator, each with the way to it.
import { useTranslation } from 'react-i18next';
import { Tile, Tiles } from '@ecommerce/console/overview/Tiles';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { useWaiting, type Queue } from '@/entities/waiting/waiting_data';

export function Page() {
  const { t } = useTranslation('admin');
  return (
    <>
      <PageHeader title={t('overview')} />
      <Tiles title={t('waiting')}>
        <Queued queue="products" text={t('productsInReview')} to="/review" />
        <Queued queue="shops" text={t('shopsPending')} to="/shops?status=PENDING" />
        <Queued queue="shopChanges" text={t('shopChanges')} to="/shops?change=1" />
        <Queued queue="reports" text={t('openReports')} to="/reports" />
        <Queued queue="reviews" text={t('heldReviews')} to="/reviews" />
        <Queued queue="remarks" text={t('heldRemarks')} to="/remarks" />
      </Tiles>
      <Tiles title={t('troubles')}>
        <Queued queue="refunds" text={t('failedRefunds')} to="/refunds?status=FAILED" />
        <Queued queue="mails" text={t('deadMails')} to="/dead-mails" />
      </Tiles>
    </>
  );
}

function Queued({ queue, text, to }: { queue: Queue; text: string; to: string }) {
  return <Tile text={text} to={to} query={useWaiting(queue)} />;
}

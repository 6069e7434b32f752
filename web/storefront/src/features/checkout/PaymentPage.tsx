// SPDX-License-Identifier: Apache-2.0
// One payment: the shop's own cashier while it is open, its result afterwards. It follows the platform live, so
// paying in another tab, or a deadline that passes, changes the page by itself.
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { hasReason } from '@ecommerce/shared/api/problem';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { OpenPayment } from './OpenPayment';
import { usePayment } from './payment_data';
import { viewOf } from './payment_state';
import styles from './PaymentPage.module.css';
import { PaymentResult } from './PaymentResult';

export function Page() {
  const { t } = useTranslation('checkout');
  const { paymentId = '' } = useParams();
  const payment = usePayment(paymentId);
  const view = payment.data && viewOf(payment.data);
  useTitle(view ? t(`payment.${view}`) : t('payment.open'));
  if (payment.isPending) return <PageSkeleton />;
  if (!payment.data || !view) {
    if (!hasReason(payment.error, 'NOT_FOUND')) {
      return <ErrorState error={payment.error} retry={() => void payment.refetch()} />;
    }
    return (
      <>
        <h1 className="visually-hidden">{t('paymentGone')}</h1>
        <EmptyState title={t('paymentGone')} text={t('paymentGoneText')}>
          <ButtonLink to="/orders" variant="primary">
            {t('seeOrders')}
          </ButtonLink>
        </EmptyState>
      </>
    );
  }
  return (
    <div className={styles.page} aria-live="polite">
      {view === 'open' ? (
        <OpenPayment payment={payment.data} />
      ) : (
        <PaymentResult payment={payment.data} view={view} />
      )}
    </div>
  );
}

function PageSkeleton() {
  return (
    <Loading>
      <div className={styles.page}>
        <Skeleton height={380} className={styles.block ?? ''} />
        <Skeleton height={120} className={styles.block ?? ''} />
      </div>
    </Loading>
  );
}

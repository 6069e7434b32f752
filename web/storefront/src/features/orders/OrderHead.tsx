// SPDX-License-Identifier: Apache-2.0
// How an order stands, what happens next and until when, what can be done, and the steps so far.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { platformNow } from '@ecommerce/shared/api/clock';
import { formatMoney, formatTime } from '@ecommerce/shared/i18n/format';
import { knownReason, promiseOf, statusOf, type Order } from '@/entities/order/order_status';
import { OrderActions } from './OrderActions';
import styles from './OrderHead.module.css';
import { OrderSteps } from './OrderSteps';
import { PayDeadline } from './PayDeadline';

export function OrderHead({ order }: { order: Order }) {
  const { t } = useTranslation(['orders']);
  const status = statusOf(order.status);
  return (
    <section className={styles.head}>
      <div className={styles.top}>
        <div className={styles.words} aria-live="polite">
          <h1>{t(`status.${status}`)}</h1>
          <p className={styles.next}>
            <NextText order={order} />
          </p>
        </div>
        <div className={styles.actions}>
          {status === 'unpaid' && order.payBefore && <PayDeadline until={order.payBefore} />}
          <OrderActions order={{ ...order, itemCount: order.items.length }} />
        </div>
      </div>
      {order.siblingOrderNos.length > 0 && status === 'unpaid' && (
        <p className={styles.siblings}>
          {t('siblings', { count: order.siblingOrderNos.length })}{' '}
          {order.siblingOrderNos.map((no) => (
            <Link key={no} to={`/orders/${no}`}>
              {no}
            </Link>
          ))}
        </p>
      )}
      <OrderSteps order={order} />
    </section>
  );
}

function NextText({ order }: { order: Order }) {
  const { t, i18n } = useTranslation('orders');
  const at = (time: string | undefined) => (time ? formatTime(time, i18n.language) : '');
  const known = knownReason(order.cancelReason);
  const reason = known ? t(known) : order.cancelReason;
  const amount = order.total ? formatMoney(order.total, i18n.language) : '';
  switch (statusOf(order.status)) {
    case 'unpaid':
      return t('nextUnpaid', { time: at(order.payBefore) });
    case 'paid':
      switch (promiseOf(order, platformNow())) {
        case 'kept':
          return t('nextPaidBefore', { time: at(order.shipBefore) });
        case 'broken':
          return t('nextPaidLate', { time: at(order.shipBefore) });
        default:
          return t('nextPaid');
      }
    case 'shipped':
      return order.completesAt ? t('nextShipped', { time: at(order.completesAt) }) : t('nextShippedOpen');
    case 'completed':
      return t('nextCompleted');
    case 'cancelled':
      if (order.refundedAt) return t('nextCancelledRefunded', { time: at(order.refundedAt) });
      return reason === '' ? t('nextCancelled') : t('nextCancelledWhy', { reason });
    case 'refunding':
      return t('nextRefunding', { amount });
    case 'refunded':
      return t('nextRefunded', { amount, time: at(order.refundedAt) });
  }
}

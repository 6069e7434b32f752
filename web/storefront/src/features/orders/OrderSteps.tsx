// SPDX-License-Identifier: Apache-2.0
// An order's way: what happened when, by whom and why, and what is to come.
import CheckOutlined from '@ant-design/icons-svg/es/asn/CheckOutlined';
import CloseOutlined from '@ant-design/icons-svg/es/asn/CloseOutlined';
import { useTranslation } from 'react-i18next';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { knownReason, statusOf, stepsOf, type Order, type Step } from '@/entities/order/order_status';
import styles from './OrderSteps.module.css';

export function OrderSteps({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  return (
    <ol className={styles.steps} aria-label={t('timeline')}>
      {stepsOf(order).map((step, index) => (
        <StepItem key={index} step={step} said={isSaid(order) ? order.cancelReason : ''} />
      ))}
    </ol>
  );
}

// Whether the reason of the end is given above the steps.
function isSaid(order: Order): boolean {
  return statusOf(order.status) === 'cancelled' && !order.refundedAt;
}

// `said` is the reason that is given above the steps already.
function StepItem({ step, said }: { step: Step; said: string }) {
  const { t, i18n } = useTranslation('orders');
  const known = step.reason === undefined ? undefined : knownReason(step.reason);
  const reason = step.reason === said ? '' : known ? t(known) : step.reason;
  const done = step.at !== undefined;
  const stopped = step.status === 'cancelled' || step.status === 'refunding';
  return (
    <li className={classes(styles.step, done && styles.done, stopped && styles.stopped)}>
      <span className={styles.mark}>{done && <Icon icon={stopped ? CloseOutlined : CheckOutlined} />}</span>
      <div className={styles.text}>
        <p className={styles.name}>
          {t(`step.${step.status}`)}
          {!done && <span className="visually-hidden">{t('toCome')}</span>}
        </p>
        {step.at && <time dateTime={step.at}>{formatTime(step.at, i18n.language)}</time>}
        {(step.actor || reason) && (
          <p>{[step.actor && t(`actor.${step.actor}`), reason].filter(Boolean).join(t('colon'))}</p>
        )}
      </div>
    </li>
  );
}

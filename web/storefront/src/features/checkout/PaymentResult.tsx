// SPDX-License-Identifier: Apache-2.0
// A payment that is over, or on its way back: what happened, and what to do next.
import CheckOutlined from '@ant-design/icons-svg/es/asn/CheckOutlined';
import ClockCircleOutlined from '@ant-design/icons-svg/es/asn/ClockCircleOutlined';
import CloseOutlined from '@ant-design/icons-svg/es/asn/CloseOutlined';
import RollbackOutlined from '@ant-design/icons-svg/es/asn/RollbackOutlined';
import { useTranslation } from 'react-i18next';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Price } from '@ecommerce/shared/ui/Price';
import { knownReason } from '@/entities/order/order_status';
import { useOrdersOfPayment } from '@/entities/order/orders_data';
import { useBuyAgainButton } from '@/entities/order/useBuyAgainButton';
import { PaidOrders } from './PaidOrders';
import type { Payment, PaymentView } from './payment_state';
import styles from './PaymentPage.module.css';

type Result = Exclude<PaymentView, 'open'>;

const marks = {
  paid: { icon: CheckOutlined, look: styles.good },
  closed: { icon: CloseOutlined, look: styles.over },
  refunding: { icon: ClockCircleOutlined, look: styles.way },
  refunded: { icon: RollbackOutlined, look: styles.over },
};

export function PaymentResult({ payment, view }: { payment: Payment; view: Result }) {
  const { t } = useTranslation('checkout');
  const { icon, look } = marks[view];
  return (
    <>
      <Panel>
        <div className={styles.card}>
          <div className={styles.center}>
            <span className={classes(styles.mark, look)}>
              <Icon icon={icon} size={30} />
            </span>
            <h1>{t(`payment.${view}`)}</h1>
            {payment.amount && (
              <Price money={payment.amount} size="large" tone={view === 'paid' ? 'price' : 'plain'} />
            )}
            <p className={styles.text}>
              <ResultText payment={payment} view={view} />
            </p>
          </div>
          <div className={styles.buttons}>
            <Next payment={payment} view={view} />
          </div>
        </div>
      </Panel>
      <PaidOrders payment={payment} />
    </>
  );
}

function ResultText({ payment, view }: { payment: Payment; view: Result }) {
  const { t, i18n } = useTranslation(['checkout', 'orders']);
  const known = knownReason(payment.reason);
  const reason = known ? t(`orders:${known}`) : payment.reason;
  switch (view) {
    case 'paid':
      return t('paidText');
    case 'closed':
      return known === 'reasonNotPaid' ? t('closedLate') : t('closedText');
    case 'refunding':
      return [reason && t('because', { reason }), t('refundingText')].filter(Boolean).join('');
    case 'refunded':
      return [
        reason && t('because', { reason }),
        t('refundedText', {
          time: payment.refundedAt ? formatTime(payment.refundedAt, i18n.language) : '',
        }),
      ]
        .filter(Boolean)
        .join('');
  }
}

function Next({ payment, view }: { payment: Payment; view: Result }) {
  const { t } = useTranslation(['checkout', 'orders']);
  const orders = useOrdersOfPayment(payment.id);
  const buyAgain = useBuyAgainButton();
  const [only, ...others] = payment.parts;
  const toOrders = only && others.length === 0 ? `/orders/${only.orderNo}` : '/orders';
  // Only with all of its orders at hand: half of them would be a surprise.
  const complete = orders.data?.length === payment.parts.length ? orders.data : undefined;
  const again = view !== 'paid' && complete !== undefined;
  return (
    <>
      <ButtonLink to="/" size="large">
        {t('goOn')}
      </ButtonLink>
      <ButtonLink to={toOrders} size="large" variant={again ? 'default' : 'primary'}>
        {t('seeOrder')}
      </ButtonLink>
      {again && (
        <Button size="large" variant="primary" busy={buyAgain.busy} onClick={() => buyAgain.press(complete)}>
          {t('orders:buyAgain')}
        </Button>
      )}
    </>
  );
}

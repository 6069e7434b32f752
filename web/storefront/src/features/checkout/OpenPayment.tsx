// SPDX-License-Identifier: Apache-2.0
// A payment that waits for its buyer: how much, how long, how, and the way to the provider's cashier.
import ExclamationCircleFilled from '@ant-design/icons-svg/es/asn/ExclamationCircleFilled';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration, useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { ConfirmDialog } from '@ecommerce/shared/ui/Dialog';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Price } from '@ecommerce/shared/ui/Price';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { useCountdown } from '@ecommerce/shared/ui/useCountdown';
import { knownReason } from '@/entities/order/order_status';
import { usePaymentMethods } from '@/entities/payment/payment_methods';
import { PaidOrders } from './PaidOrders';
import { useCancelPayment, usePay } from './payment_data';
import { cashierAddress, type Payment } from './payment_state';
import { PaymentMethods } from './PaymentMethods';
import styles from './PaymentPage.module.css';

export function OpenPayment({ payment }: { payment: Payment }) {
  const { t } = useTranslation(['checkout', 'orders']);
  const methods = usePaymentMethods();
  const [chosen, setChosen] = useState(payment.method);
  const left = useCountdown(payment.expiresAt);
  const pay = usePay(payment.id);
  const { reset } = pay;
  // Back from the cashier, browsers may show this page as it was left, with its button still busy.
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => event.persisted && reset();
    window.addEventListener('pageshow', shown);
    return () => window.removeEventListener('pageshow', shown);
  }, [reset]);
  const over = left === 0;
  const again = payment.declinedAttempts > 0;
  const known = knownReason(payment.declineReason);
  const many = (methods.data?.length ?? 0) > 1;
  const start = () =>
    pay.mutate(chosen, {
      onSuccess: ({ cashierUrl }) => location.assign(cashierAddress(cashierUrl, location.origin)),
    });
  return (
    <>
      <Panel>
        <div className={styles.card}>
          <div className={styles.center}>
            <h1>{t('payment.open')}</h1>
            {payment.amount && <Price money={payment.amount} size="huge" />}
            <p className={styles.clock} role="timer" aria-live="off">
              {over ? (
                t('timeOver')
              ) : (
                <>
                  {t('timeLeft')} <strong>{formatDuration(left ?? 0)}</strong>
                </>
              )}
            </p>
          </div>
          {again && (
            <div className={styles.declined} role="status">
              <Icon icon={ExclamationCircleFilled} />
              <p>
                {t('declined', {
                  reason: known ? t(`orders:${known}`) : payment.declineReason || t('declinedUnknown'),
                })}
              </p>
            </div>
          )}
          {!many && <MethodRow code={payment.method} methods={methods.data} />}
          <ErrorNote error={pay.error} />
          <div className={styles.actions}>
            <Button
              variant="primary"
              size="large"
              block
              busy={pay.isPending || pay.isSuccess}
              disabled={over}
              onClick={start}
            >
              {again ? t('payAgain') : t('orders:pay')}
            </Button>
            <GiveUp payment={payment} disabled={over} />
          </div>
        </div>
      </Panel>
      {many && <PaymentMethods query={methods} chosen={chosen} onChoose={setChosen} />}
      <PaidOrders payment={payment} />
    </>
  );
}

function MethodRow({
  code,
  methods,
}: {
  code: string;
  methods: ReturnType<typeof usePaymentMethods>['data'];
}) {
  const { t } = useTranslation('checkout');
  const nameOf = useLocalName();
  const method = methods?.find((candidate) => candidate.code === code);
  return (
    <dl>
      <div className={styles.row}>
        <dt>{t('paymentMethod')}</dt>
        <dd>{method ? nameOf(method) : code}</dd>
      </div>
    </dl>
  );
}

function GiveUp({ payment, disabled }: { payment: Payment; disabled: boolean }) {
  const { t } = useTranslation('checkout');
  const [asking, setAsking] = useState(false);
  const cancel = useCancelPayment(payment.id);
  return (
    <>
      <Button variant="text" block disabled={disabled} onClick={() => setAsking(true)}>
        {t('giveUp')}
      </Button>
      <ConfirmDialog
        title={t('giveUp')}
        text={t('giveUpText', { count: payment.parts.length })}
        action={t('giveUpAction')}
        open={asking}
        busy={cancel.isPending}
        error={<ErrorNote error={cancel.error} />}
        onConfirm={() => cancel.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

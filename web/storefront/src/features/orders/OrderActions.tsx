// SPDX-License-Identifier: Apache-2.0
// The buttons of an order, as the platform allows them now.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { buttonsOf, leadsOn, type OrderButton } from '@/entities/order/order_status';
import type { BoughtBefore } from '@/entities/order/orders_data';
import { useBuyAgainButton } from '@/entities/order/useBuyAgainButton';
import { CancelOrderDialog } from './CancelOrderDialog';
import { ConfirmReceiptDialog } from './ConfirmReceiptDialog';
import styles from './OrderActions.module.css';

export type ActedOn = BoughtBefore & {
  paymentId: string;
  allowedActions: Schemas['OrderAction'][];
};

export function OrderActions({ order }: { order: ActedOn }) {
  const { t } = useTranslation('orders');
  const [asking, setAsking] = useState<'cancel' | 'confirm'>();
  const buyAgain = useBuyAgainButton();
  const buttons = buttonsOf(order.allowedActions);
  if (buttons.length === 0 && asking === undefined) return null;
  const close = () => setAsking(undefined);
  const button = (name: OrderButton) => {
    const variant = leadsOn(name) ? 'primary' : 'default';
    const shared = {
      key: name,
      variant,
      'aria-label': t('actionOf', { action: t(name), no: order.orderNo }),
    } as const;
    const { key, ...rest } = shared;
    switch (name) {
      case 'pay':
        return (
          <ButtonLink key={key} {...rest} to={`/payments/${order.paymentId}`}>
            {t(name)}
          </ButtonLink>
        );
      case 'buyAgain':
        return (
          <Button key={key} {...rest} busy={buyAgain.busy} onClick={() => buyAgain.press([order])}>
            {t(name)}
          </Button>
        );
      default:
        return (
          <Button key={key} {...rest} onClick={() => setAsking(name)}>
            {t(name)}
          </Button>
        );
    }
  };
  return (
    <div className={styles.actions}>
      {buttons.map(button)}
      {asking === 'cancel' && <CancelOrderDialog orderNo={order.orderNo} onClose={close} />}
      {asking === 'confirm' && <ConfirmReceiptDialog orderNo={order.orderNo} onClose={close} />}
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
// The orders that a payment covers.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatMoney } from '@ecommerce/shared/i18n/format';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { useOrdersOfPayment } from '@/entities/order/orders_data';
import styles from './PaidOrders.module.css';
import type { Payment } from './payment_state';

export function PaidOrders({ payment }: { payment: Payment }) {
  const { t, i18n } = useTranslation(['checkout', 'orders']);
  const orders = useOrdersOfPayment(payment.id);
  return (
    <Panel title={t('ordersOf', { count: payment.parts.length })}>
      <ul className={styles.orders}>
        {payment.parts.map(({ orderNo, amount }) => {
          const order = orders.data?.find((candidate) => candidate.orderNo === orderNo);
          return (
            <li key={orderNo}>
              <Link to={`/orders/${orderNo}`} className={styles.order}>
                <Photo picture={order?.items[0]?.picture} alt="" className={styles.picture} />
                <span className={styles.text}>
                  <span className={styles.name}>{order?.shopName || t('orders:aShop')}</span>
                  <span className={styles.no}>{t('orders:orderNamed', { no: orderNo })}</span>
                </span>
                {amount && <span className={styles.amount}>{formatMoney(amount, i18n.language)}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

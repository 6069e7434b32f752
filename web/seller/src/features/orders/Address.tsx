// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { CopyButton } from '@ecommerce/shared/ui/CopyButton';
import type { Order } from '@/entities/order/order';
import { addressLines } from './address_lines';
import styles from './OrderPage.module.css';

// As it goes on the parcel.
export function Address({ order, copy = true }: { order: Order; copy?: boolean }) {
  const { t } = useTranslation('orders');
  const lines = addressLines(order.address);
  return (
    <address className={styles.address}>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {copy && <CopyButton text={lines.join('\n')} name={t('recipient')} />}
    </address>
  );
}

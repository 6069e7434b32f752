// SPDX-License-Identifier: Apache-2.0
// Where an order goes. While it is unpaid the buyer may choose another own address of the same province.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { AddressLines } from '@/entities/address/AddressLines';
import type { Order } from '@/entities/order/order_status';
import { ChangeAddressDialog } from './ChangeAddressDialog';
import styles from './OrderAddress.module.css';

export function OrderAddress({ order }: { order: Order }) {
  const { t } = useTranslation(['orders']);
  const [changing, setChanging] = useState(false);
  const { address } = order;
  if (!address) return null;
  const changeable = order.allowedActions.includes('ORDER_ACTION_CHANGE_ADDRESS');
  return (
    <Panel
      title={t('address')}
      extra={
        changeable && (
          <Button variant="text" className={styles.headerButton} onClick={() => setChanging(true)}>
            {t('changeAddress')}
          </Button>
        )
      }
    >
      <AddressLines address={address} />
      {changing && (
        <ChangeAddressDialog orderNo={order.orderNo} address={address} onClose={() => setChanging(false)} />
      )}
    </Panel>
  );
}

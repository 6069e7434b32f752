// SPDX-License-Identifier: Apache-2.0
// Says by whom and under which number an order travels. The carrier of last time is offered again.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, kept } from '@ecommerce/shared/api/storage';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { TextField } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { TRACKING_NO } from '@/entities/order/order';
import { useShip } from './orders_data';

const LAST = 'ecommerce.carrier';
const CARRIERS = [
  '顺丰速运',
  '中通快递',
  '圆通速递',
  '申通快递',
  '韵达速递',
  '京东物流',
  '中国邮政',
  'EMS',
  'DHL',
  'UPS',
  'FedEx',
];

export function ShipDialog({
  orderNo,
  recipient,
  onClose,
}: {
  orderNo: string;
  recipient: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(['orders', 'common', 'console']);
  const [carrier, setCarrier] = useState(() => kept(LAST) ?? '');
  const [trackingNo, setTrackingNo] = useState('');
  const [tried, setTried] = useState(false);
  const ship = useShip();
  const carriers = useId();
  const number = trackingNo.replace(/\s/g, '');
  const fine = carrier.trim() !== '' && TRACKING_NO.test(number);
  const send = () => {
    setTried(true);
    if (!fine || ship.isPending) return;
    ship.mutate(
      { orderNo, carrier: carrier.trim(), trackingNo: number },
      {
        onSuccess: () => {
          keep(LAST, carrier.trim());
          toast.success(t('shipped', { no: orderNo }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t('shipTitle', { no: orderNo })}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" busy={ship.isPending} onClick={send}>
            {t('ship')}
          </Button>
        </>
      }
    >
      <p>{t('shipText', { recipient })}</p>
      <TextField
        label={t('carrier')}
        list={carriers}
        maxLength={60}
        value={carrier}
        error={tried && carrier.trim() === '' ? t('console:needed') : undefined}
        onChange={({ target }) => setCarrier(target.value)}
      />
      <datalist id={carriers}>
        {CARRIERS.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextField
        label={t('trackingNo')}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        value={trackingNo}
        error={tried && !TRACKING_NO.test(number) ? t('trackingNoWrong') : undefined}
        onChange={({ target }) => setTrackingNo(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && send()}
      />
      <ErrorNote error={ship.error} />
    </Dialog>
  );
}

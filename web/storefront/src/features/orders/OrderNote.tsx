// SPDX-License-Identifier: Apache-2.0
// What the buyer told the shop; it can be changed while the order is unpaid.
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { TextArea } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import type { Order } from '@/entities/order/order_status';
import { useUpdateOrder } from '@/entities/order/orders_data';
import styles from './OrderNote.module.css';

export function OrderNote({ order }: { order: Order }) {
  const { t } = useTranslation(['orders']);
  const [changing, setChanging] = useState(false);
  const changeable = order.allowedActions.includes('ORDER_ACTION_CHANGE_NOTE');
  if (order.note === '' && !changeable) return null;
  return (
    <div className={styles.note}>
      <span className={styles.label}>{t('note')}</span>
      <span className={styles.text}>{order.note === '' ? t('noNote') : order.note}</span>
      {changeable && (
        <Button variant="text" onClick={() => setChanging(true)}>
          {order.note === '' ? t('addNote') : t('changeNote')}
        </Button>
      )}
      {changing && <NoteDialog order={order} onClose={() => setChanging(false)} />}
    </div>
  );
}

function NoteDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation(['orders', 'common']);
  const update = useUpdateOrder();
  const form = useForm({ defaultValues: { note: order.note } });
  const submit = form.handleSubmit(({ note }) =>
    update.mutate(
      { orderNo: order.orderNo, note: note.trim() },
      {
        onSuccess: () => {
          toast.success(t('common:saved'));
          onClose();
        },
      },
    ),
  );
  return (
    <Dialog
      title={t('note')}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" busy={update.isPending} onClick={() => void submit()}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form onSubmit={(event) => void submit(event)}>
        <TextArea
          label={t('note')}
          hiddenLabel
          hint={t('noteHint')}
          maxLength={200}
          {...form.register('note')}
        />
      </form>
      <ErrorNote error={update.error} />
    </Dialog>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Asks why before an order is cancelled. Says which others go with an unpaid one, and what of a paid one comes back.
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { ChoiceCard } from '@ecommerce/shared/ui/ChoiceCard';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { TextArea } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { givesBack } from '@/entities/order/order_status';
import { useCancelOrder, useOrder } from '@/entities/order/orders_data';
import styles from './Dialogs.module.css';

const texts = ['cancelUnwanted', 'cancelChoice', 'cancelAddress', 'cancelPrice'] as const;
const OTHER = 'other';
type Choice = (typeof texts)[number] | typeof OTHER;

export function CancelOrderDialog({ orderNo, onClose }: { orderNo: string; onClose: () => void }) {
  const { t, i18n } = useTranslation(['orders']);
  const order = useOrder(orderNo);
  const cancel = useCancelOrder();
  const form = useForm<{ choice: Choice; words: string }>({
    defaultValues: { choice: texts[0], words: '' },
  });
  const choice = useWatch({ control: form.control, name: 'choice' });
  const siblings = order.data?.siblingOrderNos.length ?? 0;
  const back = order.data && givesBack(order.data) ? order.data.total : undefined;
  const submit = form.handleSubmit(({ choice, words }) =>
    cancel.mutate(
      { orderNo, reason: choice === OTHER ? words.trim() : t(choice) },
      {
        onSuccess: () => {
          toast.success(back ? t('refundStarted') : t('cancelled', { count: siblings + 1 }));
          onClose();
        },
      },
    ),
  );
  return (
    <Dialog
      title={t('cancelTitle')}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('keepOrder')}</Button>
          <Button variant="primary" busy={cancel.isPending} onClick={() => void submit()}>
            {back ? t('cancelAndRefund') : t('cancel')}
          </Button>
        </>
      }
    >
      <p>{t('cancelText', { no: orderNo })}</p>
      {back && (
        <p className={styles.notice}>{t('cancelRefund', { amount: formatMoney(back, i18n.language) })}</p>
      )}
      {siblings > 0 && <p className={styles.notice}>{t('cancelSiblings', { count: siblings })}</p>}
      <form onSubmit={(event) => void submit(event)}>
        <fieldset className={styles.choices}>
          <legend>{t('cancelWhy')}</legend>
          {[...texts, OTHER as typeof OTHER].map((name) => (
            <ChoiceCard key={name} value={name} {...form.register('choice')}>
              {name === OTHER ? t('cancelOther') : t(name)}
            </ChoiceCard>
          ))}
        </fieldset>
        {choice === OTHER && (
          <TextArea label={t('cancelWords')} optional maxLength={200} {...form.register('words')} />
        )}
      </form>
      <ErrorNote error={cancel.error} />
    </Dialog>
  );
}

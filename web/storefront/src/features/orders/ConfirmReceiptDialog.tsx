// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@ecommerce/shared/ui/Dialog';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useConfirmReceipt } from '@/entities/order/orders_data';

export function ConfirmReceiptDialog({ orderNo, onClose }: { orderNo: string; onClose: () => void }) {
  const { t } = useTranslation('orders');
  const confirm = useConfirmReceipt();
  return (
    <ConfirmDialog
      title={t('confirm')}
      text={t('confirmText', { no: orderNo })}
      action={t('confirmAction')}
      open
      busy={confirm.isPending}
      error={<ErrorNote error={confirm.error} />}
      onClose={onClose}
      onConfirm={() =>
        confirm.mutate(
          { orderNo },
          {
            onSuccess: () => {
              toast.success(t('confirmed'));
              onClose();
            },
          },
        )
      }
    />
  );
}

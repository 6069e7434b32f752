// SPDX-License-Identifier: Apache-2.0
// Buying an order again: its goods go into the cart, where the buyer looks at them; what could not be had is told.
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useBuyAgain, type BoughtBefore } from './orders_data';

// Names of more skipped articles than this would not be read.
const NAMED = 2;

export function useBuyAgainButton() {
  const { t, i18n } = useTranslation('orders');
  const navigate = useNavigate();
  const buyAgain = useBuyAgain();
  const press = (orders: BoughtBefore[]) =>
    buyAgain.mutate(orders, {
      onError: toast.error,
      onSuccess: ({ added, skipped }) => {
        if (added === 0) {
          toast.error(t('nothingToBuy'));
          return;
        }
        if (skipped.length === 0) toast.success(t('inCart'));
        else {
          const names = new Intl.ListFormat(i18n.language, { type: 'unit' }).format(
            skipped.slice(0, NAMED).map(({ productName }) => productName),
          );
          toast.error(t('skipped', { count: skipped.length, names }));
        }
        void navigate('/cart');
      },
    });
  return { press, busy: buyAgain.isPending };
}

// SPDX-License-Identifier: Apache-2.0
// A quote that the buyer completes with address, notes and a way to pay, and places once.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { hasReason } from '@ecommerce/shared/api/problem';
import type { Money } from '@ecommerce/shared/i18n/format';
import layout from '@ecommerce/shared/ui/SideColumn.module.css';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { usePaymentMethods } from '@/entities/payment/payment_methods';
import { AddressSection } from './AddressSection';
import { usePlaceOrder } from './checkout_data';
import type { Wanted } from './checkout_items';
import { newTotal, orderOf, type Quote } from './checkout_state';
import { CheckoutSummary } from './CheckoutSummary';
import { PaymentMethods } from './PaymentMethods';
import { PriceChangedDialog } from './PriceChangedDialog';
import { ShopSection } from './ShopSection';
import { useAdjust } from './useAdjust';

export function CheckoutForm({
  wanted,
  quote,
  addressId,
  stale,
  quoteError,
  onAddress,
  onItems,
  refresh,
}: {
  wanted: Wanted;
  quote: Quote;
  addressId: string;
  stale: boolean;
  quoteError: unknown;
  onAddress: (id: string) => void;
  onItems: (items: string) => void;
  refresh: () => void;
}) {
  const { t } = useTranslation('checkout');
  const navigate = useNavigate();
  const methods = usePaymentMethods();
  const place = usePlaceOrder();
  const adjust = useAdjust(wanted, { onItems, refresh });
  const [notes, setNotes] = useState<Record<string, string>>({});
  const [chosenMethod, setChosenMethod] = useState<string>();
  const [choosingAddress, setChoosingAddress] = useState(false);
  const method = chosenMethod ?? methods.data?.[0]?.code;
  // A second press comes before the button shows that it is busy.
  const sending = useRef(false);
  const changed = newTotal(place.error);

  const submit = (total: Money | undefined) => {
    if (!total || !quote.address || method === undefined || sending.current) return;
    sending.current = true;
    const choices = { ...wanted, addressId: quote.address.id, paymentMethod: method, notes, total };
    place.mutate(orderOf(choices, quote.shops), {
      // Going back must not lead to a checkout that is over.
      onSuccess: ({ payment }) => void navigate(`/payments/${payment?.id ?? ''}`, { replace: true }),
      onSettled: () => {
        sending.current = false;
      },
    });
  };

  return (
    // No form element: the dialog for addresses brings one of its own.
    <div className={layout.page}>
      <h1>{t('title')}</h1>
      <div className={layout.columns}>
        <div className={layout.column}>
          <AddressSection
            chosenId={addressId || quote.address?.id}
            quoted={quote.address}
            open={choosingAddress}
            setOpen={setChoosingAddress}
            onChoose={onAddress}
            onEdited={refresh}
          />
          {quote.shops.map((shop) => (
            <ShopSection
              key={shop.shopId}
              shop={shop}
              note={notes[shop.shopId] ?? ''}
              onNote={(note) => setNotes((current) => ({ ...current, [shop.shopId]: note }))}
              adjust={adjust}
              onOtherAddress={() => {
                setChoosingAddress(true);
                window.scrollTo({ top: 0, behavior: 'smooth' });
              }}
            />
          ))}
          <PaymentMethods query={methods} chosen={method} onChoose={setChosenMethod} />
        </div>
        <CheckoutSummary
          quote={quote}
          busy={place.isPending || place.isSuccess}
          waiting={stale || adjust.busy || method === undefined}
          onSubmit={() => submit(quote.total)}
        >
          <ErrorNote error={quoteError} />
          {!changed && !hasReason(place.error, 'EMPTY_CHECKOUT') && <ErrorNote error={place.error} />}
        </CheckoutSummary>
      </div>
      {changed && place.variables && (
        <PriceChangedDialog
          before={place.variables.expectedTotal as Money}
          now={changed}
          busy={place.isPending}
          onAgree={() => submit(changed)}
          onClose={() => place.reset()}
        />
      )}
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
// The checkout: the ticked lines of the cart, or what `?items=` names, bought on one page.
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { hasReason } from '@ecommerce/shared/api/problem';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import layout from '@ecommerce/shared/ui/SideColumn.module.css';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useQuote } from './checkout_data';
import { parseItems } from './checkout_items';
import { CheckoutForm } from './CheckoutForm';

export function Page() {
  const { t } = useTranslation('checkout');
  const [parameters, setParameters] = useSearchParams();
  const named = parameters.get('items');
  const wanted = useMemo(() => parseItems(named), [named]);
  const addressId = /^\d{1,19}$/.exec(parameters.get('address') ?? '')?.[0] ?? '';
  const quote = useQuote(wanted, addressId);
  useTitle(t('title'));

  const change = (name: 'items' | 'address', value: string | undefined) =>
    setParameters(
      (current) => {
        if (value === undefined) current.delete(name);
        else current.set(name, value);
        return current;
      },
      { replace: true, preventScrollReset: true },
    );
  // An address that was deleted meanwhile: the default one takes its place.
  const addressGone = addressId !== '' && hasReason(quote.error, 'ADDRESS_NOT_FOUND');
  useEffect(() => {
    if (addressGone) setParameters((current) => (current.delete('address'), current), { replace: true });
  }, [addressGone, setParameters]);

  if (wanted.items?.length === 0 || hasReason(quote.error, 'EMPTY_CHECKOUT')) return <Nothing />;
  if (quote.isPending || addressGone) return <PageSkeleton />;
  if (!quote.data || (quote.isError && !quote.isPlaceholderData && quote.data.shops.length === 0)) {
    return <ErrorState error={quote.error} retry={() => void quote.refetch()} />;
  }
  return (
    <CheckoutForm
      wanted={wanted}
      quote={quote.data}
      addressId={addressId}
      // The amounts are another address's until the new ones are here.
      stale={quote.isPlaceholderData}
      quoteError={quote.isError ? quote.error : null}
      onAddress={(id) => change('address', id)}
      onItems={(items) => change('items', items)}
      refresh={() => void quote.refetch()}
    />
  );
}

function Nothing() {
  const { t } = useTranslation('checkout');
  return (
    <>
      <h1 className="visually-hidden">{t('title')}</h1>
      <EmptyState title={t('nothing')} text={t('nothingText')}>
        <ButtonLink to="/orders" variant="primary">
          {t('seeOrders')}
        </ButtonLink>
        <ButtonLink to="/cart">{t('backToCart')}</ButtonLink>
      </EmptyState>
    </>
  );
}

function PageSkeleton() {
  return (
    <Loading>
      <div className={layout.page}>
        <Skeleton width={160} height={32} />
        <div className={layout.columns}>
          <div className={layout.column}>
            <Skeleton height={124} className={layout.block ?? ''} />
            <Skeleton height={296} className={layout.block ?? ''} />
            <Skeleton height={136} className={layout.block ?? ''} />
          </div>
          <Skeleton height={268} className={layout.block ?? ''} />
        </div>
      </div>
    </Loading>
  );
}

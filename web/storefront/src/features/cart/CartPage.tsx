// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useCart, type Cart } from '@/entities/cart/cart_data';
import { partsOf } from './cart_view';
import styles from './CartPage.module.css';
import { EmptyCart } from './EmptyCart';
import { InvalidLines } from './InvalidLines';
import { ShopGroup } from './ShopGroup';
import { Summary } from './Summary';
import { useCartActions } from './useCartActions';
import { useQuantities } from './useQuantities';

export function Page() {
  const { t } = useTranslation(['cart', 'common', 'storefront']);
  const guest = useSession().state === 'anonymous';
  const { data, error, refetch } = useCart();
  const quantities = useQuantities(data);
  const cart = quantities.shown;
  useTitle(t('storefront:cart'));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('storefront:cart')}</h1>
        {cart && cart.lineCount > 0 && (
          <span className={styles.count}>{t('lines', { count: cart.lineCount })}</span>
        )}
      </header>
      {guest && (
        <p className={styles.guest}>
          {t('guest')}
          <Link to="/sign-in?from=/cart">{t('common:signIn')}</Link>
        </p>
      )}
      {cart ? (
        cart.lineCount > 0 ? (
          <FullCart cart={cart} quantities={quantities} />
        ) : (
          <EmptyCart />
        )
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <CartSkeleton />
      )}
    </div>
  );
}

function FullCart({ cart, quantities }: { cart: Cart; quantities: ReturnType<typeof useQuantities> }) {
  const actions = useCartActions(quantities);
  const { shops, invalid } = partsOf(cart);
  return (
    <>
      {shops.map((shop) => (
        <ShopGroup key={shop.shopId} shop={shop} actions={actions} />
      ))}
      {invalid.length > 0 && <InvalidLines lines={invalid} actions={actions} />}
      <Summary cart={cart} actions={actions} settle={quantities.settle} />
    </>
  );
}

function CartSkeleton() {
  return (
    <Loading>
      <div className={styles.skeleton}>
        {[2, 1].map((lines) => (
          <Panel key={lines}>
            <Skeleton width={180} height={24} />
            {Array.from({ length: lines }, (_, index) => (
              <div key={index} className={styles.waiting}>
                <Skeleton width={92} height={92} />
                <Skeleton height={40} />
                <Skeleton width={128} height={36} />
              </div>
            ))}
          </Panel>
        ))}
      </div>
    </Loading>
  );
}

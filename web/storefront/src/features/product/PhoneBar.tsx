// SPDX-License-Identifier: Apache-2.0
// The bar at the bottom of phones, in place of the tabs: the cart, the price and the two buttons.
import ShoppingCartOutlined from '@ant-design/icons-svg/es/asn/ShoppingCartOutlined';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '@ecommerce/shared/ui/Button';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { useCartCount } from '@/entities/cart/cart_data';
import { OfferPrice } from './OfferPrice';
import type { Product } from './options';
import styles from './PhoneBar.module.css';
import type { ProductActions } from './useProductActions';
import type { SkuSelection } from './useSkuSelection';

export function PhoneBar({
  product,
  selection,
  actions,
}: {
  product: Product;
  selection: SkuSelection;
  actions: ProductActions;
}) {
  const { t } = useTranslation(['product', 'storefront']);
  const lines = useCartCount();
  return (
    <div className={styles.bar} data-page-bar="" role="group" aria-label={t('buy')}>
      <Link to="/cart" className={styles.cart} aria-label={t('cartWith', { count: lines })}>
        <Icon icon={ShoppingCartOutlined} size={24} />
        {lines > 0 && (
          <span className={styles.badge} aria-hidden="true">
            {lines > 99 ? '99+' : lines}
          </span>
        )}
      </Link>
      <span className={styles.price}>
        <OfferPrice product={product} sku={selection.sku} size="middle" short />
      </span>
      {actions.soldOut ? (
        <Button size="large" className={styles.button} disabled>
          {t('storefront:soldOut')}
        </Button>
      ) : (
        <>
          <Button size="large" className={styles.button} busy={actions.adding} onClick={actions.addToCart}>
            {t('addToCart')}
          </Button>
          <Button size="large" variant="primary" className={styles.button} onClick={actions.buyNow}>
            {t('buyNow')}
          </Button>
        </>
      )}
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Everything on the way to a purchase: name, price, delivery, options, quantity, buttons.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { formatCount } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { QuantityInput } from '@ecommerce/shared/ui/QuantityInput';
import { Tag } from '@ecommerce/shared/ui/Tag';
import styles from './BuyBox.module.css';
import { Delivery } from './Delivery';
import { OfferPrice } from './OfferPrice';
import { OptionPanel } from './OptionPanel';
import { LOW_STOCK, type Product } from './options';
import { CHOICES_ID, type ProductActions } from './useProductActions';
import type { SkuSelection } from './useSkuSelection';

export function BuyBox({
  product,
  seller,
  selection,
  actions,
}: {
  product: Product;
  seller: Schemas['Shop'] | 'loading' | undefined;
  selection: SkuSelection;
  actions: ProductActions;
}) {
  const { t, i18n } = useTranslation(['product', 'common', 'storefront']);
  const { sku } = selection;
  return (
    <div className={styles.box}>
      <header className={styles.head}>
        <h1 className={styles.name}>{product.name}</h1>
        {product.subtitle !== '' && <p className={styles.subtitle}>{product.subtitle}</p>}
        {product.tags.length > 0 && (
          <ul className={styles.tags} aria-label={t('tags')}>
            {product.tags.map((tag) => (
              <li key={tag}>
                <Tag tone="primary">{tag}</Tag>
              </li>
            ))}
          </ul>
        )}
      </header>

      <div className={styles.price}>
        <OfferPrice product={product} sku={sku} size="huge" />
        {Number(product.soldCount) > 0 && (
          <span className={styles.sold}>
            {t('storefront:soldShort', { text: formatCount(Number(product.soldCount), i18n.language) })}
          </span>
        )}
      </div>

      <div className={styles.line}>
        <span className={styles.label}>{t('delivery')}</span>
        <Delivery seller={seller} sku={sku ?? product.skus[0]} quantity={selection.quantity} />
      </div>

      <div
        id={CHOICES_ID}
        className={classes(styles.choices, selection.demanded && styles.demanded)}
        role="group"
        aria-label={t('choices')}
        tabIndex={-1}
      >
        <OptionPanel product={product} selection={selection} />
        <Advice selection={selection} />
        <div className={styles.line}>
          <span className={styles.label}>{t('common:quantity')}</span>
          <div className={styles.quantity}>
            <QuantityInput
              value={selection.quantity}
              max={selection.most}
              onChange={selection.setQuantity}
              label={t('common:quantity')}
              disabled={actions.soldOut}
            />
            <Stock product={product} selection={selection} actions={actions} />
          </div>
        </div>
      </div>

      <div className={styles.buttons}>
        <Button size="large" busy={actions.adding} disabled={actions.soldOut} onClick={actions.addToCart}>
          {t('addToCart')}
        </Button>
        <Button size="large" variant="primary" disabled={actions.soldOut} onClick={actions.buyNow}>
          {t('buyNow')}
        </Button>
      </div>
    </div>
  );
}

// What is still to be chosen, and what the last choice ruled out.
function Advice({ selection }: { selection: SkuSelection }) {
  const { t, i18n } = useTranslation(['product']);
  const list = (names: readonly string[]) =>
    new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);
  return (
    <div className={styles.advice} aria-live="polite">
      {selection.ruling && selection.open.length > 0 ? (
        <p>
          {t('ruledOut', {
            value: selection.ruling.value,
            dropped: list(selection.ruling.dropped),
            options: list(selection.open),
          })}
        </p>
      ) : (
        selection.demanded && <p>{t('chooseFirst', { options: list(selection.open) })}</p>
      )}
    </div>
  );
}

function Stock({
  product,
  selection,
  actions,
}: {
  product: Product;
  selection: SkuSelection;
  actions: ProductActions;
}) {
  const { t } = useTranslation(['product']);
  const left = Number(selection.sku?.available ?? 0);
  return (
    <span className={styles.stock} aria-live="polite">
      {actions.soldOut ? (
        <strong className={styles.out}>
          {t(selection.sku && product.skus.length > 1 ? 'skuSoldOut' : 'productSoldOut')}
        </strong>
      ) : selection.sku && left <= LOW_STOCK ? (
        <strong className={styles.low}>{t('lowStock', { count: left })}</strong>
      ) : (
        selection.sku && <span>{t('stock', { count: left })}</span>
      )}
    </span>
  );
}

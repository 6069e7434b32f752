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
import type { Buying } from './useBuying';
import { CHOICES_ID, type Deeds } from './useDeeds';

export function BuyBox({
  product,
  seller,
  buying,
  deeds,
}: {
  product: Product;
  seller: Schemas['Shop'] | 'loading' | undefined;
  buying: Buying;
  deeds: Deeds;
}) {
  const { t, i18n } = useTranslation(['product', 'common', 'storefront']);
  const { sku } = buying;
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
        <Delivery seller={seller} sku={sku ?? product.skus[0]} quantity={buying.quantity} />
      </div>

      <div
        id={CHOICES_ID}
        className={classes(styles.choices, buying.demanded && styles.demanded)}
        role="group"
        aria-label={t('choices')}
        tabIndex={-1}
      >
        <OptionPanel product={product} buying={buying} />
        <Advice buying={buying} />
        <div className={styles.line}>
          <span className={styles.label}>{t('common:quantity')}</span>
          <div className={styles.quantity}>
            <QuantityInput
              value={buying.quantity}
              max={buying.most}
              onChange={buying.setQuantity}
              label={t('common:quantity')}
              disabled={deeds.soldOut}
            />
            <Stock product={product} buying={buying} deeds={deeds} />
          </div>
        </div>
      </div>

      <div className={styles.buttons}>
        <Button size="large" busy={deeds.adding} disabled={deeds.soldOut} onClick={deeds.addToCart}>
          {t('addToCart')}
        </Button>
        <Button size="large" variant="primary" disabled={deeds.soldOut} onClick={deeds.buyNow}>
          {t('buyNow')}
        </Button>
      </div>
    </div>
  );
}

// What is still to be chosen, and what the last choice ruled out.
function Advice({ buying }: { buying: Buying }) {
  const { t, i18n } = useTranslation(['product']);
  const list = (names: readonly string[]) =>
    new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);
  return (
    <div className={styles.advice} aria-live="polite">
      {buying.ruling && buying.open.length > 0 ? (
        <p>
          {t('ruledOut', {
            value: buying.ruling.value,
            dropped: list(buying.ruling.dropped),
            options: list(buying.open),
          })}
        </p>
      ) : (
        buying.demanded && <p>{t('chooseFirst', { options: list(buying.open) })}</p>
      )}
    </div>
  );
}

function Stock({ product, buying, deeds }: { product: Product; buying: Buying; deeds: Deeds }) {
  const { t } = useTranslation(['product']);
  const left = Number(buying.sku?.available ?? 0);
  return (
    <span className={styles.stock} aria-live="polite">
      {deeds.soldOut ? (
        <strong className={styles.out}>
          {t(buying.sku && product.skus.length > 1 ? 'skuSoldOut' : 'productSoldOut')}
        </strong>
      ) : buying.sku && left <= LOW_STOCK ? (
        <strong className={styles.low}>{t('lowStock', { count: left })}</strong>
      ) : (
        buying.sku && <span>{t('stock', { count: left })}</span>
      )}
    </span>
  );
}

// SPDX-License-Identifier: Apache-2.0
// A product in a list. The whole card is one link.
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatCount } from '@ecommerce/shared/i18n/format';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { OldPrice, Price } from '@ecommerce/shared/ui/Price';
import { Tag } from '@ecommerce/shared/ui/Tag';
import type { ProductRating } from '@/entities/review/review_data';
import type { ProductSummary } from './catalogue_data';
import { Marked } from './Marked';
import type { Range } from './marks';
import styles from './ProductCard.module.css';

export type StarsOf = Pick<ProductRating, 'average' | 'count'>;

export function ProductCard({
  product,
  rating,
  marks = [],
  eager = false,
}: {
  product: ProductSummary;
  // Of its reviews; missing where there are none, or until they are known.
  rating?: StarsOf | undefined;
  // What of its name was searched for.
  marks?: readonly Range[] | undefined;
  eager?: boolean;
}) {
  const { t, i18n } = useTranslation(['catalogue', 'reviews', 'storefront']);
  const sold = Number(product.soldCount);
  return (
    <Link to={`/products/${product.id}`} className={styles.card}>
      <span className={styles.picture}>
        <Photo picture={product.cover} alt="" sizes="(max-width: 640px) 50vw, 280px" eager={eager} />
        {!product.inStock && (
          <span className={styles.veil}>
            <span>{t('storefront:soldOut')}</span>
          </span>
        )}
      </span>
      <span className={styles.text}>
        <span className={styles.name}>
          <Marked text={product.name} ranges={marks} />
        </span>
        <span className={styles.tags}>
          {product.tags.slice(0, 2).map((tag) => (
            <Tag key={tag} tone="primary">
              {tag}
            </Tag>
          ))}
        </span>
        <ProductPrice product={product} />
        <span className={styles.notes}>
          {product.listPrice && (
            <span>
              <span className="visually-hidden">{t('listPrice')} </span>
              <OldPrice money={product.listPrice} />
            </span>
          )}
          {rating && (
            <span>
              <span aria-hidden="true">★ {rating.average.toFixed(1)}</span>
              <span className="visually-hidden">
                {t('reviews:rated', { average: rating.average.toFixed(1), count: Number(rating.count) })}
              </span>
            </span>
          )}
          {sold > 0 && <span>{t('storefront:soldShort', { text: formatCount(sold, i18n.language) })}</span>}
        </span>
      </span>
    </Link>
  );
}

// The lowest price, marked as such where others cost more.
export function ProductPrice({ product }: { product: ProductSummary }) {
  const { t } = useTranslation('catalogue');
  if (!product.price) return null;
  const price = <Price money={product.price} />;
  if (!product.maxPrice) return price;
  return (
    <span className={styles.from}>
      <Trans t={t} i18nKey="fromPrice" components={{ price, small: <small /> }} />
    </span>
  );
}

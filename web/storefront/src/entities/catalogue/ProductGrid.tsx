// SPDX-License-Identifier: Apache-2.0
// Products side by side: as many columns as its own width has room for.
import { classes } from '@ecommerce/shared/ui/classes';
import { Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useRatings } from '@/entities/review/review_data';
import type { ProductSummary } from './catalogue_data';
import type { Range } from './marks';
import { ProductCard, type StarsOf } from './ProductCard';
import styles from './ProductGrid.module.css';

export function ProductGrid({
  products,
  eager = 0,
  fading = false,
  wholeRows = false,
  ratings,
  marks,
}: {
  products: readonly ProductSummary[];
  // Of the products, where their list tells; else they are asked for.
  ratings?: ReadonlyMap<string, StarsOf>;
  // What of the products' names was searched for.
  marks?: ReadonlyMap<string, readonly Range[]>;
  // How many of them are seen at once.
  eager?: number;
  // Whether another list is on its way.
  fading?: boolean;
  // For rows of six: leaves out the last ones where they would not fill a row, or make a third one on phones.
  wholeRows?: boolean;
}) {
  const asked = useRatings(ratings ? [] : products.map(({ id }) => id));
  const known = ratings ?? asked;
  return (
    <div className={styles.room}>
      <ul className={classes(styles.grid, wholeRows && styles.whole, fading && styles.fading)}>
        {products.map((product, index) => (
          <li key={product.id}>
            <ProductCard
              product={product}
              rating={known.get(product.id)}
              marks={marks?.get(product.id)}
              eager={index < eager}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function ProductGridSkeleton({
  count = 12,
  wholeRows = false,
}: {
  count?: number;
  wholeRows?: boolean;
}) {
  return (
    <Loading>
      <div className={styles.room}>
        <ul className={classes(styles.grid, wholeRows && styles.whole)} aria-hidden="true">
          {Array.from({ length: count }, (_, index) => (
            <li key={index} className={styles.card}>
              <Skeleton className={styles.picture} height="auto" />
              <div className={styles.lines}>
                <Skeleton height={16} />
                <Skeleton height={16} width="70%" />
                <Skeleton height={20} width="40%" />
                <Skeleton height={24} width="50%" />
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Loading>
  );
}

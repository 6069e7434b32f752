// SPDX-License-Identifier: Apache-2.0
// What sells best, in order of rank.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatCount } from '@ecommerce/shared/i18n/format';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useNear } from '@ecommerce/shared/ui/useNear';
import { useProductRow, type ProductSummary } from '@/entities/catalogue/catalogue_data';
import { ProductPrice } from '@/entities/catalogue/ProductCard';
import styles from './BestSellers.module.css';
import { Section } from './Section';

const COUNT = 6;

export function BestSellers() {
  const { t } = useTranslation('catalogue');
  const [element, near] = useNear<HTMLElement>();
  const row = useProductRow({ sort: 'sales', inStock: true }, COUNT, near);
  if (row.data?.length === 0) return null;
  return (
    <Section ref={element} title={t('bestSellers')} to="/search?sort=sales">
      {row.isPending ? (
        <Loading>
          <div className={styles.list}>
            {Array.from({ length: COUNT }, (_, index) => (
              <div key={index} className={styles.product}>
                <Skeleton width={96} height={96} />
              </div>
            ))}
          </div>
        </Loading>
      ) : !row.data ? (
        <ErrorState error={row.error} retry={() => void row.refetch()} />
      ) : (
        <ol className={styles.list}>
          {row.data.map((product, index) => (
            <li key={product.id}>
              <Ranked product={product} rank={index + 1} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Ranked({ product, rank }: { product: ProductSummary; rank: number }) {
  const { t, i18n } = useTranslation(['catalogue', 'storefront']);
  const sold = Number(product.soldCount);
  return (
    <Link to={`/products/${product.id}`} className={styles.product}>
      <span className={styles.picture}>
        <Photo picture={product.cover} alt="" />
        <span className={styles.rank} data-high={rank <= 3 || undefined}>
          {rank}
        </span>
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{product.name}</span>
        <span className={styles.deal}>
          <ProductPrice product={product} />
          {sold > 0 && (
            <span className={styles.sold}>
              {t('storefront:soldShort', { text: formatCount(sold, i18n.language) })}
            </span>
          )}
        </span>
      </span>
    </Link>
  );
}

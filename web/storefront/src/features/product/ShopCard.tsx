// SPDX-License-Identifier: Apache-2.0
// Who sells it, and what else they sell.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '@ecommerce/shared/api/client';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { usePlaceName } from '@/entities/address/usePlaceName';
import { useProductRow } from '@/entities/catalogue/catalogue_data';
import { ProductPrice } from '@/entities/catalogue/ProductCard';
import styles from './ShopCard.module.css';

const SHOWN = 3;

export function ShopCard({ seller, except }: { seller: Schemas['Shop']; except: string }) {
  const { t } = useTranslation(['product']);
  const place = usePlaceName(seller);
  const { data = [], isPending } = useProductRow({ shopId: seller.id, sort: 'sales' }, SHOWN + 1);
  const others = data.filter(({ id }) => id !== except).slice(0, SHOWN);
  return (
    <Panel className={styles.card}>
      <div className={styles.who}>
        <span className={styles.logo}>
          <Photo picture={seller.logo} alt="" />
        </span>
        <div className={styles.names}>
          <h2>
            <Link to={`/shops/${seller.id}`}>{seller.name}</Link>
          </h2>
          <p className={styles.place}>{place ?? <Skeleton width={120} height={16} />}</p>
        </div>
        <ButtonLink to={`/shops/${seller.id}`} className={styles.visit}>
          {t('visitShop')}
        </ButtonLink>
      </div>
      {seller.description !== '' && <p className={styles.about}>{seller.description}</p>}
      {isPending && <OthersSkeleton />}
      {others.length > 0 && (
        <ul className={styles.others} aria-label={t('moreOfShop')}>
          {others.map((product) => (
            <li key={product.id}>
              <Link to={`/products/${product.id}`}>
                <Photo picture={product.cover} alt="" sizes="(min-width: 1000px) 72px, 33vw" />
                <span className={styles.name}>{product.name}</span>
                <ProductPrice product={product} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

// As tall as the card will be.
export function ShopCardSkeleton() {
  return (
    <Loading>
      <Panel className={styles.card}>
        <div className={styles.who}>
          <Skeleton width={48} height={48} />
          <Skeleton width="70%" height={20} />
          <Skeleton className={styles.visit} height={36} width="100%" />
        </div>
        <Skeleton height={18} width="90%" />
        <OthersSkeleton />
      </Panel>
    </Loading>
  );
}

function OthersSkeleton() {
  return (
    <ul className={styles.others} aria-hidden="true">
      {Array.from({ length: SHOWN }, (_, index) => (
        <li key={index} className={styles.waiting}>
          <Skeleton className={styles.square} height="auto" />
          <Skeleton height={18} />
          <Skeleton height={22} width="60%" />
        </li>
      ))}
    </ul>
  );
}

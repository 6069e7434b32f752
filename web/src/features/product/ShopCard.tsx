// SPDX-License-Identifier: Apache-2.0
// Who sells it, and what else they sell.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { ProductPrice } from '@/features/catalogue/ProductCard';
import { useProductRow } from '@/features/catalogue/catalogue_data';
import { ButtonLink } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { Photo } from '@/ui/Photo';
import styles from './ShopCard.module.css';

const SHOWN = 3;

export function ShopCard({ seller, except }: { seller: Schemas['Shop']; except: string }) {
  const { t } = useTranslation(['product']);
  const { data = [] } = useProductRow({ shopId: seller.id, sort: 'sales' }, SHOWN + 1);
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
          <p className={styles.place}>
            {seller.province === seller.city ? seller.province : `${seller.province} ${seller.city}`}
          </p>
        </div>
        <ButtonLink to={`/shops/${seller.id}`} className={styles.visit}>
          {t('visitShop')}
        </ButtonLink>
      </div>
      {seller.description !== '' && <p className={styles.about}>{seller.description}</p>}
      {others.length > 0 && (
        <ul className={styles.others} aria-label={t('moreOfShop')}>
          {others.map((product) => (
            <li key={product.id}>
              <Link to={`/products/${product.id}`}>
                <Photo picture={product.cover} alt="" />
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

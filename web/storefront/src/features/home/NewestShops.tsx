// SPDX-License-Identifier: Apache-2.0
// The shops that opened last, on the home page.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useNear } from '@ecommerce/shared/ui/useNear';
import { placeOf, useNewestShops } from '@/entities/shop/shop_data';
import styles from './NewestShops.module.css';
import { Section } from './Section';

const COUNT = 8;

export function NewestShops() {
  const { t } = useTranslation('shop');
  const [element, near] = useNear<HTMLElement>();
  const shops = useNewestShops(COUNT, near);
  if (shops.data?.length === 0) return null;
  return (
    <Section ref={element} title={t('newestShops')}>
      {shops.isPending ? (
        <Loading>
          <div className={styles.shops}>
            {Array.from({ length: COUNT }, (_, index) => (
              <div key={index} className={styles.shop}>
                <Skeleton width={56} height={56} className={styles.logo} />
              </div>
            ))}
          </div>
        </Loading>
      ) : !shops.data ? (
        <ErrorState error={shops.error} retry={() => void shops.refetch()} />
      ) : (
        <ul className={styles.shops}>
          {shops.data.map((shop) => (
            <li key={shop.id}>
              <Link to={`/shops/${shop.id}`} className={styles.shop}>
                <Photo picture={shop.logo} alt="" className={styles.logo} />
                <span className={styles.text}>
                  <strong>{shop.name}</strong>
                  <span>{shop.description || placeOf(shop)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

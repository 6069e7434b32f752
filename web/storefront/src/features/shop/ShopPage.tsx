// SPDX-License-Identifier: Apache-2.0
// A shop: who it is, and what it sells.
import CalendarOutlined from '@ant-design/icons-svg/es/asn/CalendarOutlined';
import EnvironmentOutlined from '@ant-design/icons-svg/es/asn/EnvironmentOutlined';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { hasReason } from '@ecommerce/shared/api/problem';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { noFilters } from '@/entities/catalogue/product_filters';
import { ProductListing } from '@/entities/catalogue/ProductListing';
import { useFacets } from '@/entities/catalogue/useFacets';
import { useFilters } from '@/entities/catalogue/useFilters';
import { placeOf, useShop, type Shop } from '@/entities/shop/shop_data';
import styles from './ShopPage.module.css';
import { ShopSearch } from './ShopSearch';

export function Page() {
  const { shopId = '' } = useParams();
  return /^[1-9]\d{0,18}$/.test(shopId) ? <ShopOf key={shopId} shopId={shopId} /> : <NoShop />;
}

function ShopOf({ shopId }: { shopId: string }) {
  const { t } = useTranslation('shop');
  const shop = useShop(shopId);
  const missing = hasReason(shop.error, 'NOT_FOUND');
  useTitle(missing ? t('noShop') : shop.data?.name);
  const [filters, change] = useFilters();
  const facets = useFacets(filters, { shopId });
  if (missing) return <NoShop />;
  return (
    <div className={styles.page}>
      {shop.isPending ? (
        <Loading>
          <div className={styles.head}>
            <Skeleton width={88} height={88} className={styles.logo} />
            <Skeleton width="40%" height={60} />
          </div>
        </Loading>
      ) : !shop.data ? (
        <ErrorState error={shop.error} retry={() => void shop.refetch()} />
      ) : (
        <Head shop={shop.data}>
          <ShopSearch
            query={filters.query}
            onSearch={(query) => change({ ...noFilters, query, sort: filters.sort })}
          />
        </Head>
      )}
      {filters.query !== '' && (
        <p className={styles.found}>
          {t('searchedFor', { query: filters.query })}
          <Button size="small" onClick={() => change({ query: '' })}>
            {t('showAll')}
          </Button>
        </p>
      )}
      <ProductListing
        key={filters.query}
        filters={filters}
        onChange={change}
        scope={{ shopId }}
        facets={facets}
        empty={
          filters.query === '' ? (
            <EmptyState card title={t('noProducts')} text={t('noProductsText')}>
              <ButtonLink to="/">{t('lookElsewhere')}</ButtonLink>
            </EmptyState>
          ) : (
            <EmptyState card title={t('nothingFound', { query: filters.query })} text={t('nothingFoundText')}>
              <Button variant="primary" onClick={() => change({ query: '' })}>
                {t('showAll')}
              </Button>
            </EmptyState>
          )
        }
      />
    </div>
  );
}

function Head({ shop, children }: { shop: Shop; children: React.ReactNode }) {
  const { t, i18n } = useTranslation('shop');
  const place = placeOf(shop);
  return (
    <div className={styles.head}>
      <Photo picture={shop.logo} alt="" eager className={styles.logo} />
      <div className={styles.about}>
        <h1>{shop.name}</h1>
        <ul className={styles.facts}>
          {place && (
            <li>
              <Icon icon={EnvironmentOutlined} />
              {place}
            </li>
          )}
          {shop.openedAt && (
            <li>
              <Icon icon={CalendarOutlined} />
              {t('openedSince', {
                date: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(
                  new Date(shop.openedAt),
                ),
              })}
            </li>
          )}
        </ul>
        {shop.description && <p>{shop.description}</p>}
      </div>
      {children}
    </div>
  );
}

function NoShop() {
  const { t } = useTranslation('shop');
  useTitle(t('noShop'));
  return (
    <>
      <h1 className="visually-hidden">{t('noShop')}</h1>
      <EmptyState title={t('noShop')} text={t('noShopText')}>
        <ButtonLink to="/" variant="primary">
          {t('lookElsewhere')}
        </ButtonLink>
      </EmptyState>
    </>
  );
}

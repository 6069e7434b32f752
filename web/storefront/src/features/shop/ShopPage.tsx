// SPDX-License-Identifier: Apache-2.0
// A shop: who it is, and what it sells.
import CalendarOutlined from '@ant-design/icons-svg/es/asn/CalendarOutlined';
import EnvironmentOutlined from '@ant-design/icons-svg/es/asn/EnvironmentOutlined';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { hasReason } from '@ecommerce/shared/api/problem';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { ProductListing } from '@/entities/catalogue/ProductListing';
import { useAddressState } from '@/entities/catalogue/useAddressState';
import { useFacets } from '@/entities/catalogue/useFacets';
import { useFilters } from '@/entities/catalogue/useFilters';
import { noSearch, readSearch, searchToAddress } from '@/entities/search/search_filters';
import { SearchListing } from '@/entities/search/SearchListing';
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
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const { query } = readSearch(parameters);
  if (missing) return <NoShop />;
  // Within the shop; without words all that it sells.
  const search = (words: string) => {
    const address = searchToAddress({ ...noSearch, query: words });
    void navigate({ search: address }, { replace: true, preventScrollReset: true });
  };
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
          <ShopSearch query={query} onSearch={search} />
        </Head>
      )}
      {query === '' ? (
        <Shelves shopId={shopId} />
      ) : (
        <Found key={query} query={query} shopId={shopId} onLeave={() => search('')} />
      )}
    </div>
  );
}

// All that a shop sells.
function Shelves({ shopId }: { shopId: string }) {
  const { t } = useTranslation('shop');
  const [filters, change] = useFilters();
  const facets = useFacets(filters, shopId);
  return (
    <ProductListing
      filters={filters}
      onChange={change}
      scope={{ shopId }}
      facets={facets}
      empty={
        <EmptyState card title={t('noProducts')} text={t('noProductsText')}>
          <ButtonLink to="/">{t('lookElsewhere')}</ButtonLink>
        </EmptyState>
      }
    />
  );
}

// What of it fits the words.
function Found({ query, shopId, onLeave }: { query: string; shopId: string; onLeave: () => void }) {
  const { t } = useTranslation('shop');
  const [filters, change] = useAddressState(readSearch, searchToAddress, { step: true });
  return (
    <>
      <p className={styles.found}>
        {t('searchedFor', { query })}
        <Button size="small" onClick={onLeave}>
          {t('showAll')}
        </Button>
      </p>
      <SearchListing
        filters={filters}
        onChange={change}
        shopId={shopId}
        empty={
          <EmptyState card title={t('nothingFound', { query })} text={t('nothingFoundText')}>
            <Button variant="primary" onClick={onLeave}>
              {t('showAll')}
            </Button>
          </EmptyState>
        }
      />
    </>
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

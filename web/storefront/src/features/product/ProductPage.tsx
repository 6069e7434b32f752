// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiError } from '@ecommerce/shared/api/problem';
import { useCategories } from '@/features/catalogue/catalogue_data';
import { pathTo } from '@/features/catalogue/category_tree';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Breadcrumbs } from '@ecommerce/shared/ui/Breadcrumbs';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { EmptyState, ErrorState } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { BuyBox } from './BuyBox';
import { Details } from './Details';
import { Gallery } from './Gallery';
import { galleryPictures } from './looks';
import type { Product } from './options';
import { PhoneBar } from './PhoneBar';
import { useProduct, useSeller } from './product_data';
import styles from './ProductPage.module.css';
import { ProductSkeleton } from './ProductSkeleton';
import { ShopCard, ShopCardSkeleton } from './ShopCard';
import { Similar } from './Similar';
import { useBuying } from './useBuying';
import { useDeeds } from './useDeeds';

export function Page() {
  const { productId = '' } = useParams();
  const sensible = /^[1-9]\d{0,18}$/.test(productId);
  const { data, isPending, error, refetch } = useProduct(sensible ? productId : '');
  // Gone also where an older copy is still at hand.
  if (!sensible || (error instanceof ApiError && error.status === 404)) return <Gone />;
  // Another product's page begins anew: its choices, its pictures.
  if (data) return <ProductView key={data.id} product={data} />;
  if (isPending) return <ProductSkeleton />;
  return <ErrorState error={error} retry={() => void refetch()} whole />;
}

function Gone() {
  const { t } = useTranslation(['product', 'storefront']);
  useTitle(t('gone'));
  return (
    <EmptyState title={t('gone')} text={t('goneText')} whole>
      <ButtonLink to="/" variant="primary">
        {t('storefront:backHome')}
      </ButtonLink>
      <ButtonLink to="/categories">{t('storefront:seeCategories')}</ButtonLink>
    </EmptyState>
  );
}

function ProductView({ product }: { product: Product }) {
  useTitle(product.name);
  const { data: seller, isPending } = useSeller(product.shopId);
  const buying = useBuying(product);
  const deeds = useDeeds(product, buying);
  return (
    <div className={styles.page}>
      <div className={styles.crumbs}>
        <Crumbs product={product} />
      </div>
      <Panel className={styles.top}>
        <div className={styles.gallery}>
          <Gallery
            pictures={galleryPictures(product)}
            name={product.name}
            shownUrl={buying.sku?.picture?.url}
          />
        </div>
        <BuyBox
          product={product}
          seller={seller ?? (isPending ? 'loading' : undefined)}
          buying={buying}
          deeds={deeds}
        />
      </Panel>
      <div className={styles.rest}>
        {(seller || isPending) && (
          <aside className={styles.aside}>
            {seller ? <ShopCard seller={seller} except={product.id} /> : <ShopCardSkeleton />}
          </aside>
        )}
        <Details product={product} sku={buying.sku} />
      </div>
      <Similar product={product} />
      <PhoneBar product={product} buying={buying} deeds={deeds} />
    </div>
  );
}

function Crumbs({ product }: { product: Product }) {
  const { t } = useTranslation('storefront');
  const localName = useLocalName();
  const { data = [] } = useCategories();
  const path = pathTo(data, product.categoryId);
  return (
    <Breadcrumbs
      parts={[
        { text: t('home'), to: '/' },
        ...path.map((category) => ({ text: localName(category), to: `/categories/${category.id}` })),
        { text: product.name },
      ]}
    />
  );
}

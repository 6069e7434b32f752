// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiError } from '@ecommerce/shared/api/problem';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Breadcrumbs } from '@ecommerce/shared/ui/Breadcrumbs';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { EmptyState, ErrorState, Skeleton } from '@ecommerce/shared/ui/States';
import { useNear } from '@ecommerce/shared/ui/useNear';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useCategories } from '@/entities/catalogue/catalogue_data';
import { pathTo } from '@/entities/catalogue/category_tree';
import { useShop } from '@/entities/shop/shop_data';
import { BuyBox } from './BuyBox';
import { Details } from './Details';
import { Gallery } from './Gallery';
import type { Product, Sku } from './options';
import { PhoneBar } from './PhoneBar';
import { galleryPictures } from './pictures';
import { useProduct } from './product_data';
import styles from './ProductPage.module.css';
import { ProductSkeleton } from './ProductSkeleton';
import { ShopCard, ShopCardSkeleton } from './ShopCard';
import { Similar } from './Similar';
import { useProductActions } from './useProductActions';
import { useSkuSelection } from './useSkuSelection';

const Reviews = lazy(() => import('./Reviews'));

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
  const { data: seller, isPending } = useShop(product.shopId);
  const selection = useSkuSelection(product);
  const actions = useProductActions(product, selection);
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
            shownUrl={selection.sku?.picture?.url}
          />
        </div>
        <BuyBox
          product={product}
          seller={seller ?? (isPending ? 'loading' : undefined)}
          selection={selection}
          actions={actions}
        />
      </Panel>
      <div className={styles.rest}>
        {(seller || isPending) && (
          <aside className={styles.aside}>
            {seller ? <ShopCard seller={seller} except={product.id} /> : <ShopCardSkeleton />}
          </aside>
        )}
        <div className={styles.words}>
          <Details product={product} sku={selection.sku} />
          <WhatBuyersSay product={product} sku={selection.sku} />
        </div>
      </div>
      <Similar product={product} />
      <PhoneBar product={product} selection={selection} actions={actions} />
    </div>
  );
}

// Most visitors decide above it, so its code and its data come when it is near.
function WhatBuyersSay({ product, sku }: { product: Product; sku: Sku | undefined }) {
  const [element, near] = useNear<HTMLDivElement>();
  const chosen = sku && sku.optionValues.length > 0 ? sku : undefined;
  return (
    <div ref={element} className={styles.words}>
      {near && (
        <Suspense fallback={<Skeleton height={320} />}>
          <Reviews
            productId={product.id}
            sku={chosen && { id: chosen.id, name: chosen.optionValues.join(' / ') }}
          />
        </Suspense>
      )}
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

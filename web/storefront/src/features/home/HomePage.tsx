// SPDX-License-Identifier: Apache-2.0
// The front of the marketplace. What is seen at once loads at once, everything below when it comes near.
import { useTranslation } from 'react-i18next';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { classes } from '@ecommerce/shared/ui/classes';
import { ErrorState } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useCategories } from '@/entities/catalogue/catalogue_data';
import { Banner } from './Banner';
import { BestSellers } from './BestSellers';
import { CategoryIcons } from './CategoryIcons';
import { CategoryMenu } from './CategoryMenu';
import styles from './HomePage.module.css';
import { MoreProducts } from './MoreProducts';
import { NewestShops } from './NewestShops';
import { ProductSection } from './ProductSection';

// How many top categories have a section of their own.
const SECTIONS = 6;

export function Page() {
  const { t } = useTranslation(['catalogue', 'common', 'storefront']);
  const localName = useLocalName();
  useTitle(undefined);
  const tree = useCategories();
  const failed = tree.isError && !tree.data;
  const sections = tree.data
    ?.slice(0, SECTIONS)
    .map((category) => (
      <ProductSection
        key={category.id}
        title={localName(category)}
        to={`/categories/${category.id}`}
        links={category.children.map((child) => ({ text: localName(child), to: `/categories/${child.id}` }))}
        filters={{ categoryId: category.id }}
        count={6}
      />
    ));
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">
        {t('common:shopName')} – {t('storefront:tagline')}
      </h1>
      <div className={classes(styles.top, failed && styles.alone)}>
        {!failed && <CategoryMenu tree={tree.data} />}
        <div className={styles.greeting}>
          <Banner />
          {failed ? (
            <ErrorState error={tree.error} retry={() => void tree.refetch()} />
          ) : (
            <CategoryIcons tree={tree.data} />
          )}
        </div>
      </div>
      <ProductSection
        first
        title={t('newArrivals')}
        to="/search?sort=newest"
        filters={{ sort: 'newest' }}
        count={6}
      />
      <BestSellers />
      {sections?.slice(0, SECTIONS / 2)}
      <NewestShops />
      {sections?.slice(SECTIONS / 2)}
      <MoreProducts />
    </div>
  );
}

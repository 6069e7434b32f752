// SPDX-License-Identifier: Apache-2.0
// One category: what is below it, and its products.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Breadcrumbs } from '@ecommerce/shared/ui/Breadcrumbs';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { EmptyState, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useBrands, useCategories } from '@/entities/catalogue/catalogue_data';
import { neighbours, pathTo } from '@/entities/catalogue/category_tree';
import { CategoryChips } from '@/entities/catalogue/CategoryChips';
import { withChosen } from '@/entities/catalogue/facets';
import { ProductListing } from '@/entities/catalogue/ProductListing';
import { useFilters } from '@/entities/catalogue/useFilters';
import styles from './ListPage.module.css';

export function Page() {
  const { t } = useTranslation(['catalogue', 'storefront']);
  const localName = useLocalName();
  const { categoryId = '' } = useParams();
  const tree = useCategories();
  const path = useMemo(() => pathTo(tree.data ?? [], categoryId), [tree.data, categoryId]);
  const [filters, change] = useFilters();
  const brands = useBrands(categoryId);
  const category = path.at(-1);
  const missing = !/^[1-9]\d{0,18}$/.test(categoryId) || (tree.data !== undefined && !category);
  useTitle(missing ? t('noCategory') : category && localName(category));
  if (missing) return <NoCategory />;
  const near = neighbours(path);
  return (
    <div className={styles.page}>
      <Breadcrumbs
        parts={[
          { text: t('storefront:home'), to: '/' },
          ...path.map((step) => ({
            text: localName(step),
            ...(step !== category && { to: `/categories/${step.id}` }),
          })),
        ]}
      />
      <h1>
        {category ? (
          localName(category)
        ) : tree.isPending ? (
          <Skeleton width={160} height={32} />
        ) : (
          t('products')
        )}
      </h1>
      {tree.isPending ? (
        <Skeleton height={46} width="60%" />
      ) : (
        near.length > 1 && (
          <CategoryChips
            categories={near}
            current={categoryId}
            label={category?.isLeaf ? t('besideCategory') : t('belowCategory')}
          />
        )
      )}
      <ProductListing
        // Another category is another list.
        key={categoryId}
        filters={filters}
        onChange={change}
        scope={{ categoryId }}
        facets={{
          categories: [],
          brands: withChosen(brands.data ?? [], filters.brand),
          pending: brands.isPending,
        }}
        empty={
          <EmptyState card title={t('emptyCategory')} text={t('emptyCategoryText')}>
            <ButtonLink to="/categories" variant="primary">
              {t('allCategories')}
            </ButtonLink>
          </EmptyState>
        }
      />
    </div>
  );
}

function NoCategory() {
  const { t } = useTranslation('catalogue');
  return (
    <>
      <h1 className="visually-hidden">{t('noCategory')}</h1>
      <EmptyState title={t('noCategory')} text={t('noCategoryText')}>
        <ButtonLink to="/categories" variant="primary">
          {t('allCategories')}
        </ButtonLink>
      </EmptyState>
    </>
  );
}

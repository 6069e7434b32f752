// SPDX-License-Identifier: Apache-2.0
// Products by a part of their name; without one, all products: the way to what is new and what sells best.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useCategories } from '@/entities/catalogue/catalogue_data';
import { matching } from '@/entities/catalogue/category_tree';
import { CategoryChips } from '@/entities/catalogue/CategoryChips';
import { ProductListing } from '@/entities/catalogue/ProductListing';
import { useFacets } from '@/entities/catalogue/useFacets';
import { useFilters } from '@/entities/catalogue/useFilters';
import styles from './ListPage.module.css';

export function Page() {
  const { t } = useTranslation('catalogue');
  const [filters, change] = useFilters();
  const { data: tree } = useCategories();
  const { query, sort } = filters;
  const related = useMemo(() => matching(tree ?? [], query, 6), [tree, query]);
  const title =
    query !== ''
      ? t('searchTitle', { query })
      : sort === 'newest'
        ? t('newArrivals')
        : sort === 'sales'
          ? t('bestSellers')
          : t('allProducts');
  useTitle(title);
  const facets = useFacets(filters);
  return (
    <div className={styles.page}>
      <h1>{title}</h1>
      {related.length > 0 && (
        <div className={styles.related}>
          <h2>{t('relatedCategories')}</h2>
          <CategoryChips categories={related} label={t('relatedCategories')} />
        </div>
      )}
      <ProductListing
        // Another text is another list.
        key={query}
        filters={filters}
        onChange={change}
        facets={facets}
        empty={
          <>
            <EmptyState card title={t('nothingFound', { query })} text={t('nothingFoundText')} />
            {tree && (
              <div className={styles.suggestions}>
                <h2>{t('tryCategories')}</h2>
                <CategoryChips wrap categories={tree} label={t('tryCategories')} />
              </div>
            )}
          </>
        }
      />
    </div>
  );
}

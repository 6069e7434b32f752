// SPDX-License-Identifier: Apache-2.0
// A list of products with order, filters and as many pages as somebody wants, of a category, a search or a shop.
import { useTranslation } from 'react-i18next';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { EmptyState, ErrorNote, ErrorState } from '@ecommerce/shared/ui/States';
import { AppliedFilters } from './AppliedFilters';
import { useProductPages, type ListFilters } from './catalogue_data';
import type { Facets } from './facets';
import { FilterForm } from './FilterForm';
import { FilterSheet } from './FilterSheet';
import { clearFilters, countFilters, type ProductFilters } from './product_filters';
import { ProductGrid, ProductGridSkeleton } from './ProductGrid';
import styles from './ProductListing.module.css';
import { SortBar } from './SortBar';

export function ProductListing({
  filters,
  onChange,
  scope,
  facets,
  empty,
}: {
  filters: ProductFilters;
  onChange: (change: Partial<ProductFilters>) => void;
  // What the list is of, beside what its filters choose.
  scope?: Pick<ListFilters, 'categoryId' | 'shopId'>;
  facets: Facets;
  // Instead of a list where there is nothing even without filters.
  empty: React.ReactNode;
}) {
  const { t } = useTranslation(['catalogue']);
  const localName = useLocalName();
  const list = useProductPages({ ...filters, ...scope });
  const category = facets.categories.find(({ id }) => id === filters.categoryId);
  const filtered = countFilters(filters) > 0;
  if (list.data?.length === 0 && !filtered && !list.isPlaceholderData) return empty;
  return (
    <div className={styles.listing}>
      <section className={styles.side} aria-label={t('filters')}>
        <FilterForm filters={filters} facets={facets} onChange={onChange} />
      </section>
      <div className={styles.main}>
        <SortBar filters={filters}>
          <FilterSheet filters={filters} facets={facets} onChange={onChange} />
        </SortBar>
        <AppliedFilters
          filters={filters}
          categoryName={category && localName(category)}
          onChange={onChange}
        />
        <h2 className="visually-hidden">{t('products')}</h2>
        <p className="visually-hidden" role="status">
          {list.data && !list.isPlaceholderData && t('shown', { count: list.data.length })}
        </p>
        {list.isPending ? (
          <ProductGridSkeleton count={12} />
        ) : !list.data ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : list.data.length === 0 && !list.hasNextPage ? (
          <EmptyState card title={t('nothingFits')} text={t('nothingFitsText')}>
            <Button variant="primary" onClick={() => onChange(clearFilters(filters))}>
              {t('clearFilters')}
            </Button>
          </EmptyState>
        ) : (
          <>
            <ProductGrid products={list.data} eager={4} fading={list.isPlaceholderData} />
            <More list={list} />
          </>
        )}
      </div>
    </div>
  );
}

// The way to the next page of a list, or its end.
export function More({ list }: { list: ReturnType<typeof useProductPages> }) {
  const { t } = useTranslation(['catalogue', 'common']);
  const long = (list.data?.length ?? 0) > 12;
  return (
    <div className={styles.more}>
      {list.isFetchNextPageError && <ErrorNote error={list.error} />}
      {list.hasNextPage ? (
        <Button
          size="large"
          className={styles.button}
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('common:loadMore')}
        </Button>
      ) : (
        long && <p className={styles.end}>{t('theEnd')}</p>
      )}
    </div>
  );
}

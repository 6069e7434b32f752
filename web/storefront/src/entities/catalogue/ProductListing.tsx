// SPDX-License-Identifier: Apache-2.0
// A list of products with order, filters and as many pages as somebody wants, of a category, a search or a shop.
import { useTranslation } from 'react-i18next';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { EmptyState, ErrorState } from '@ecommerce/shared/ui/States';
import { AppliedFilters, type Applied } from './AppliedFilters';
import { useProductPages, type ListFilters } from './catalogue_data';
import type { Facets } from './facets';
import { FilterForm } from './FilterForm';
import { FilterSheet } from './FilterSheet';
import { ListingFrame } from './ListingFrame';
import { More } from './More';
import { useBandText } from './PriceBand';
import { clearFilters, countFilters, filtersToSearch, type ProductFilters } from './product_filters';
import { ProductGrid, ProductGridSkeleton } from './ProductGrid';
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
  const list = useProductPages({ ...filters, ...scope });
  const applied = useApplied(filters, facets);
  const filtered = countFilters(filters) > 0;
  if (list.data?.length === 0 && !filtered && !list.isPlaceholderData) return empty;
  return (
    <ListingFrame
      side={<FilterForm filters={filters} facets={facets} onChange={onChange} />}
      bar={
        <SortBar sort={filters.sort} searchOf={(sort) => filtersToSearch({ ...filters, sort })}>
          <FilterSheet
            filters={filters}
            count={countFilters(filters)}
            clear={clearFilters}
            form={(draft, change) => <FilterForm live filters={draft} facets={facets} onChange={change} />}
            action={() => t('showProducts')}
            onChange={onChange}
          />
        </SortBar>
      }
    >
      <AppliedFilters applied={applied} onChange={onChange} onClear={() => onChange(clearFilters(filters))} />
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
          <More list={list} shown={list.data.length} />
        </>
      )}
    </ListingFrame>
  );
}

function useApplied(filters: ProductFilters, facets: Facets): Applied<ProductFilters>[] {
  const { t } = useTranslation('catalogue');
  const localName = useLocalName();
  const bandText = useBandText();
  const { categoryId, brand, minPrice, maxPrice, inStock } = filters;
  const category = facets.categories.find(({ id }) => id === categoryId);
  const applied: Applied<ProductFilters>[] = [];
  if (category) applied.push({ text: localName(category), without: { categoryId: '' } });
  if (brand) applied.push({ text: brand, without: { brand: '' } });
  if (minPrice || maxPrice)
    applied.push({ text: bandText(filters), without: { minPrice: '', maxPrice: '' } });
  if (inStock) applied.push({ text: t('filterInStock'), without: { inStock: false } });
  return applied;
}

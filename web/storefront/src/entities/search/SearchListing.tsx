// SPDX-License-Identifier: Apache-2.0
// What a search found: how many, in which order, narrowed by what, and ways on where it found nothing.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { EmptyState, ErrorState, Skeleton } from '@ecommerce/shared/ui/States';
import { AppliedFilters, type Applied } from '@/entities/catalogue/AppliedFilters';
import { useCategories } from '@/entities/catalogue/catalogue_data';
import { pathTo } from '@/entities/catalogue/category_tree';
import { ListingFrame } from '@/entities/catalogue/ListingFrame';
import { More } from '@/entities/catalogue/More';
import { ProductGrid, ProductGridSkeleton } from '@/entities/catalogue/ProductGrid';
import { SortBar } from '@/entities/catalogue/SortBar';
import { FacetForm } from './FacetForm';
import { FacetSheet } from './FacetSheet';
import { isUnavailable, useSearch, type Facets, type Finding } from './search_data';
import {
  clearSearchFilters,
  attributeOf,
  countSearchFilters,
  searchToAddress,
  toggled,
  type SearchFilters,
} from './search_filters';
import styles from './SearchListing.module.css';
import { useBands } from './useBands';

export function SearchListing({
  filters,
  onChange,
  shopId,
  empty,
  unavailable,
}: {
  filters: SearchFilters;
  onChange: (change: Partial<SearchFilters>) => void;
  // Where only one shop's products are searched.
  shopId?: string;
  // Instead of a list where there is nothing even without filters.
  empty: React.ReactNode;
  // What else there is while searching itself fails.
  unavailable?: React.ReactNode;
}) {
  const { t } = useTranslation(['search', 'catalogue', 'common']);
  const list = useSearch(filters, shopId);
  const { data } = list;
  const applied = useApplied(filters, data?.facets);
  const filtered = countSearchFilters(filters) > 0;
  if (!data && isUnavailable(list.error)) {
    return (
      <>
        <EmptyState card title={t(shopId ? 'unavailableShop' : 'unavailable')}>
          <Button variant="primary" busy={list.isFetching} onClick={() => void list.refetch()}>
            {t('common:retry')}
          </Button>
        </EmptyState>
        {unavailable}
      </>
    );
  }
  const nothing = data?.hits.length === 0;
  const bare = nothing && !filtered && !list.isPlaceholderData;
  return (
    <>
      {(!bare || data?.didYouMean) && <Told filters={filters} found={data} fading={list.isPlaceholderData} />}
      {bare ? (
        empty
      ) : (
        <ListingFrame
          side={
            <FacetForm filters={filters} facets={data?.facets} pending={list.isPending} onChange={onChange} />
          }
          bar={
            <SortBar
              sort={filters.sort}
              searchOf={(sort) => searchToAddress({ ...filters, sort })}
              extra={{ sort: 'rating', text: t('sortRating') }}
            >
              <FacetSheet filters={filters} shopId={shopId} onChange={onChange} />
            </SortBar>
          }
        >
          <AppliedFilters
            applied={applied}
            onChange={onChange}
            onClear={() => onChange(clearSearchFilters(filters))}
          />
          <h2 className="visually-hidden">{t('catalogue:products')}</h2>
          {list.isPending ? (
            <ProductGridSkeleton count={12} />
          ) : !data ? (
            <ErrorState error={list.error} retry={() => void list.refetch()} />
          ) : nothing ? (
            <EmptyState card title={t('catalogue:nothingFits')} text={t('catalogue:nothingFitsText')}>
              <Button variant="primary" onClick={() => onChange(clearSearchFilters(filters))}>
                {t('catalogue:clearFilters')}
              </Button>
            </EmptyState>
          ) : (
            <Hits found={data} list={list} />
          )}
        </ListingFrame>
      )}
    </>
  );
}

function Hits({ found, list }: { found: Finding; list: ReturnType<typeof useSearch> }) {
  const { t } = useTranslation('search');
  const products = found.hits.flatMap(({ product }) => (product ? [product] : []));
  return (
    <>
      <ProductGrid
        products={products}
        ratings={
          new Map(
            found.hits
              .filter(({ reviewCount }) => reviewCount !== '0')
              .map(({ product, rating, reviewCount }) => [
                product?.id ?? '',
                { average: rating, count: reviewCount },
              ]),
          )
        }
        marks={new Map(found.hits.map(({ product, nameHighlights }) => [product?.id ?? '', nameHighlights]))}
        eager={4}
        fading={list.isPlaceholderData}
      />
      {!list.hasNextPage && found.total > products.length ? (
        <p className={styles.end}>{t('firstOnes', { count: products.length })}</p>
      ) : (
        <More list={list} shown={products.length} />
      )}
    </>
  );
}

// One line that is always there, so that nothing moves when it is known what to say.
function Told({
  filters,
  found,
  fading,
}: {
  filters: SearchFilters;
  found: Finding | undefined;
  fading: boolean;
}) {
  const { t } = useTranslation('search');
  return (
    <p className={styles.told} role="status">
      {!found ? (
        <Skeleton width={120} height={16} />
      ) : (
        !fading && (
          <>
            {found.corrected && found.didYouMean !== '' ? (
              <span>
                {t('shownFor', { query: found.didYouMean })}{' '}
                <Link to={searchToAddress({ ...filters, exact: true })}>
                  {t('searchInstead', { query: filters.query })}
                </Link>
              </span>
            ) : (
              found.didYouMean !== '' && (
                <span>
                  {t('didYouMean')}{' '}
                  <Link to={searchToAddress({ ...filters, query: found.didYouMean, exact: false })}>
                    {found.didYouMean}
                  </Link>
                </span>
              )
            )}
            {(found.total > 0 || found.didYouMean === '') && (
              <span>{t(found.totalCapped ? 'totalCapped' : 'total', { count: found.total })}</span>
            )}
          </>
        )
      )}
    </p>
  );
}

// The filters that hold, each in words.
function useApplied(filters: SearchFilters, facets: Facets | undefined): Applied<SearchFilters>[] {
  const { t } = useTranslation(['search', 'catalogue']);
  const localName = useLocalName();
  const { data: tree = [] } = useCategories();
  const { text } = useBands(facets);
  const { minPrice, maxPrice } = filters;
  const { categoryIds, attributes } = filters;
  return [
    ...categoryIds.flatMap((id) => {
      const category = pathTo(tree, id).at(-1);
      return category
        ? [{ text: localName(category), without: { categoryIds: toggled(categoryIds, id) } }]
        : [];
    }),
    ...filters.brands.map((brand) => ({ text: brand, without: { brands: toggled(filters.brands, brand) } })),
    ...(minPrice || maxPrice ? [{ text: text(filters), without: { minPrice: '', maxPrice: '' } }] : []),
    ...(filters.minRating > 0
      ? [{ text: t('ratingAndUp', { rating: filters.minRating }), without: { minRating: 0 } }]
      : []),
    ...attributes.flatMap((text) => {
      const attribute = attributeOf(text);
      return attribute
        ? [{ text: t('attribute', attribute), without: { attributes: toggled(attributes, text) } }]
        : [];
    }),
    ...filters.tags.map((tag) => ({ text: tag, without: { tags: toggled(filters.tags, tag) } })),
    ...(filters.inStock ? [{ text: t('catalogue:filterInStock'), without: { inStock: false } }] : []),
  ];
}

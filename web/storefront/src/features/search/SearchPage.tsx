// SPDX-License-Identifier: Apache-2.0
// Products by words; without any, all products: the way to what is new and what sells best.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@ecommerce/shared/api/session';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useCategories } from '@/entities/catalogue/catalogue_data';
import { CategoryChips } from '@/entities/catalogue/CategoryChips';
import { useAddressState } from '@/entities/catalogue/useAddressState';
import { readSearch, searchToAddress } from '@/entities/search/search_filters';
import { SearchListing } from '@/entities/search/SearchListing';
import { remember } from './guest_history';
import { HotWords } from './HotWords';
import styles from './SearchPage.module.css';
import { useHotWords } from './words_data';

export function Page() {
  const { t } = useTranslation(['search', 'catalogue']);
  const [filters, change] = useAddressState(readSearch, searchToAddress, { step: true });
  const { query, sort } = filters;
  const { state } = useSession();
  const title =
    query !== ''
      ? t('title', { query })
      : sort === 'newest'
        ? t('catalogue:newArrivals')
        : sort === 'sales'
          ? t('catalogue:bestSellers')
          : t('allProducts');
  useTitle(title);
  // The platform itself keeps what accounts search for.
  useEffect(() => {
    if (state === 'anonymous' && query !== '') remember(query);
  }, [state, query]);
  return (
    <div className={styles.page}>
      <h1>{title}</h1>
      <SearchListing
        // Other words are another list.
        key={query}
        filters={filters}
        onChange={change}
        empty={
          <>
            <EmptyState
              card
              title={query === '' ? t('catalogue:noProducts') : t('nothingFound', { query })}
              text={t('nothingFoundText')}
            />
            <Ways />
          </>
        }
        unavailable={<Categories />}
      />
    </div>
  );
}

// Both at once: what comes later would move the other.
function Ways() {
  const { isPending, data: words = [] } = useHotWords();
  if (isPending) return null;
  return (
    <>
      <HotWords words={words} className={styles.way} />
      <Categories />
    </>
  );
}

function Categories() {
  const { t } = useTranslation('search');
  const { data: tree } = useCategories();
  if (!tree || tree.length === 0) return null;
  return (
    <div className={styles.way}>
      <h2>{t('tryCategories')}</h2>
      <CategoryChips wrap categories={tree} label={t('tryCategories')} />
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
// The facets on phones: the sheet counts what its choices would show before they are applied.
import { useTranslation } from 'react-i18next';
import { FilterSheet } from '@/entities/catalogue/FilterSheet';
import { FacetForm } from './FacetForm';
import { useSearch } from './search_data';
import { clearSearchFilters, countSearchFilters, type SearchFilters } from './search_filters';
import { useRested } from './useRested';

// Prices are told while they are typed.
const REST_MS = 300;

export function FacetSheet({
  filters,
  shopId,
  onChange,
}: {
  filters: SearchFilters;
  shopId: string | undefined;
  onChange: (filters: SearchFilters) => void;
}) {
  return (
    <FilterSheet
      filters={filters}
      count={countSearchFilters(filters)}
      clear={clearSearchFilters}
      form={(draft, change) => <DraftForm draft={draft} shopId={shopId} onChange={change} />}
      action={(draft) => <DraftTotal draft={draft} shopId={shopId} />}
      onChange={onChange}
    />
  );
}

function useDraft(draft: SearchFilters, shopId: string | undefined) {
  return useSearch(useRested(draft, REST_MS), shopId);
}

function DraftForm({
  draft,
  shopId,
  onChange,
}: {
  draft: SearchFilters;
  shopId: string | undefined;
  onChange: (change: Partial<SearchFilters>) => void;
}) {
  const { data, isPending } = useDraft(draft, shopId);
  return <FacetForm live filters={draft} facets={data?.facets} pending={isPending} onChange={onChange} />;
}

function DraftTotal({ draft, shopId }: { draft: SearchFilters; shopId: string | undefined }) {
  const { t } = useTranslation(['search', 'catalogue']);
  const { data, isPlaceholderData } = useDraft(draft, shopId);
  if (!data || isPlaceholderData) return t('catalogue:showProducts');
  return t(data.totalCapped ? 'showMany' : 'show', { count: data.total });
}

// SPDX-License-Identifier: Apache-2.0
// Some products of a list, loaded when they come near.
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState } from '@ecommerce/shared/ui/States';
import { useNear } from '@ecommerce/shared/ui/useNear';
import { useProductRow, type ListFilters } from '@/entities/catalogue/catalogue_data';
import { ProductGrid, ProductGridSkeleton } from '@/entities/catalogue/ProductGrid';
import { Section } from './Section';

export function ProductSection({
  title,
  to,
  links,
  filters,
  count,
  first = false,
}: {
  title: string;
  to: string;
  links?: readonly { text: string; to: string }[];
  filters: ListFilters;
  // Six for each row of a wide page.
  count: number;
  // Whether it is seen at once, so that it need not wait.
  first?: boolean;
}) {
  const { t } = useTranslation('catalogue');
  const [element, near] = useNear<HTMLElement>();
  const row = useProductRow(filters, count, near || first);
  // A part without products is no part of the page.
  if (row.data?.length === 0 && !first) return null;
  return (
    <Section ref={element} title={title} to={to} {...(links && { links })}>
      {row.isPending ? (
        <ProductGridSkeleton count={count} wholeRows />
      ) : !row.data ? (
        <ErrorState error={row.error} retry={() => void row.refetch()} />
      ) : row.data.length === 0 ? (
        <EmptyState title={t('noProducts')} />
      ) : (
        <ProductGrid products={row.data} eager={first ? 6 : 0} wholeRows />
      )}
    </Section>
  );
}

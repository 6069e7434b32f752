// SPDX-License-Identifier: Apache-2.0
// The end of the home page that has no end: all products, page after page.
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@ecommerce/shared/ui/States';
import { useNear } from '@ecommerce/shared/ui/useNear';
import { useProductPages } from '@/entities/catalogue/catalogue_data';
import { More } from '@/entities/catalogue/More';
import { ProductGrid, ProductGridSkeleton } from '@/entities/catalogue/ProductGrid';
import { Section } from './Section';

export function MoreProducts() {
  const { t } = useTranslation('catalogue');
  const [element, near] = useNear<HTMLElement>();
  const list = useProductPages({ inStock: true }, { enabled: near });
  if (list.data?.length === 0) return null;
  return (
    <Section ref={element} title={t('moreProducts')}>
      {list.isPending ? (
        <ProductGridSkeleton count={12} />
      ) : !list.data ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : (
        <>
          <ProductGrid products={list.data} />
          <More list={list} shown={list.data.length} />
        </>
      )}
    </Section>
  );
}

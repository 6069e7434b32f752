// SPDX-License-Identifier: Apache-2.0
// The end of the home page that has no end: all products, page after page.
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@ecommerce/shared/ui/States';
import { useProductPages } from './catalogue_data';
import { ProductGrid, ProductGridSkeleton } from './ProductGrid';
import { More } from './ProductListing';
import { Shelf } from './Shelf';
import { useNear } from '@ecommerce/shared/ui/useNear';

export function MoreProducts() {
  const { t } = useTranslation('catalogue');
  const [element, near] = useNear<HTMLElement>();
  const list = useProductPages({ inStock: true }, { enabled: near });
  if (list.data?.length === 0) return null;
  return (
    <Shelf ref={element} title={t('moreProducts')}>
      {list.isPending ? (
        <ProductGridSkeleton count={12} />
      ) : !list.data ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : (
        <>
          <ProductGrid products={list.data} />
          <More list={list} />
        </>
      )}
    </Shelf>
  );
}

// SPDX-License-Identifier: Apache-2.0
// A product that does not exist yet; `?copy=` names the one that it begins as.
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { ErrorState } from '@ecommerce/shared/ui/States';
import { useProduct } from '@/entities/product/product_data';
import { blank, copyOf } from './product_form';
import { ProductForm } from './ProductForm';

export function Page() {
  const { t } = useTranslation('products');
  const [parameters] = useSearchParams();
  const id = parameters.get('copy') ?? '';
  const original = useProduct(id);
  if (id !== '' && original.isPending) return <PageLoading />;
  if (id !== '' && original.isError)
    return <ErrorState whole error={original.error} retry={() => void original.refetch()} />;
  const begun = original.data ? copyOf(original.data, t('copyName', { name: original.data.name })) : blank;
  return (
    <>
      <PageHeader title={t('create')} back={{ to: '/products', text: t('products') }} />
      <ProductForm version={begun} note={t('stateNote.NEW')} />
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
// One product of the shop: what it is, where it stands, and what can be done with it.
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useAsk } from '@ecommerce/console/form/Ask';
import { storefrontAddress } from '@ecommerce/console/shell/console';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { ErrorState } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { toast } from '@ecommerce/shared/ui/Toast';
import { deedsOf, stateOf, tones, type Deed, type Product } from '@/entities/product/product';
import { useDeed, useProduct } from '@/entities/product/product_data';
import { versionOf } from './product_form';
import { ProductForm } from './ProductForm';
import styles from './ProductPage.module.css';

export function Page() {
  const { productId = '' } = useParams();
  const product = useProduct(productId);
  if (product.isPending) return <PageLoading />;
  if (product.isError) return <ErrorState whole error={product.error} retry={() => void product.refetch()} />;
  return <Shown key={productId} product={product.data} />;
}

function Shown({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  const state = stateOf(product.state);
  const deeds = useDeedButtons(product);
  const sale = state === 'ON_SALE' ? storefrontAddress(`/products/${product.id}`) : undefined;
  return (
    <>
      <PageHeader
        title={product.name}
        back={{ to: '/products', text: t('products') }}
        note={<Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>}
      >
        {sale && (
          <a href={sale} className={styles.link}>
            {t('seeOnSale')}
          </a>
        )}
        <ButtonLink to={`/products/${product.id}/stock`}>{t('stock')}</ButtonLink>
        <ButtonLink to={`/products/new?copy=${product.id}`}>{t('copyProduct')}</ButtonLink>
        {deeds}
      </PageHeader>
      {product.rejectReason !== '' && (
        <p className={styles.rejected} role="note">
          {t('rejectedBecause', { reason: product.rejectReason })}
        </p>
      )}
      <ProductForm product={product} version={versionOf(product)} note={t(`stateNote.${state}`)} />
    </>
  );
}

function useDeedButtons(product: Product) {
  const { t } = useTranslation('products');
  const ask = useAsk();
  const navigate = useNavigate();
  const deed = useDeed();
  const { id, name } = product;
  const run = async (what: Deed) => {
    await deed.mutateAsync({ deed: what, id });
    toast.success(t(`done.${what}`, { name }));
    if (what === 'delete') void navigate('/products');
  };
  const start = (what: Deed) => {
    if (what === 'submit' || what === 'putOnShelf') return void run(what).catch(toast.error);
    ask({
      title: t(`ask.${what}`, { name }),
      text: t(`askText.${what}`),
      action: t(`deed.${what}`),
      danger: what === 'delete',
      run: () => run(what),
    });
  };
  return deedsOf[stateOf(product.state)].map((what) => (
    <Button
      key={what}
      variant={
        what === 'submit' || what === 'putOnShelf' ? 'primary' : what === 'delete' ? 'danger' : 'default'
      }
      busy={deed.isPending && deed.variables.deed === what}
      onClick={() => start(what)}
    >
      {t(`deed.${what}`)}
    </Button>
  ));
}

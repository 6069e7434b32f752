// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button } from '@ecommerce/shared/ui/Button';
import { Loaded } from '@/entities/detail/Loaded';
import { StateTag } from '@/entities/states/StateTag';
import { useProduct, useProductDecisions } from './products_data';
import { ProductView } from './ProductView';

export function Page() {
  const { t } = useTranslation(['products', 'admin']);
  const { id = '' } = useParams();
  const decisions = useProductDecisions();
  return (
    <Loaded whole query={useProduct(id)}>
      {(product) => (
        <>
          <PageHeader
            title={product.name || id}
            back={{ to: '/products', text: t('admin:products') }}
            note={<StateTag state={product.state} />}
          >
            {product.state === 'PRODUCT_STATE_IN_REVIEW' && (
              <>
                <Button variant="danger" onClick={() => decisions.reject(product)}>
                  {t('reject')}
                </Button>
                <Button variant="primary" onClick={() => decisions.approve(product)}>
                  {t('approve')}
                </Button>
              </>
            )}
            {['PRODUCT_STATE_ON_SALE', 'PRODUCT_STATE_OFF_SHELF'].includes(product.state) && (
              <Button variant="danger" onClick={() => decisions.takeDown(product)}>
                {t('takeDown')}
              </Button>
            )}
          </PageHeader>
          <ProductView product={product} />
        </>
      )}
    </Loaded>
  );
}

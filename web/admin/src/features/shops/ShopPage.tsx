// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Facts } from '@/entities/detail/Facts';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import styles from './ShopPage.module.css';
import { useShop, useShopDecisions } from './shops_data';

type Read = NonNullable<ReturnType<typeof useShop>['data']>;

export function Page() {
  const { id = '' } = useParams();
  return (
    <Loaded whole query={useShop(id)}>
      {(shop) => <ShopView managed={shop} />}
    </Loaded>
  );
}

function ShopView({ managed }: { managed: Read }) {
  const { t } = useTranslation(['shops', 'states', 'admin']);
  const { shop, status } = managed;
  const decisions = useShopDecisions(managed);
  const closedByUs = managed.suspensions.includes('SHOP_SUSPENSION_ADMINISTRATOR');
  const lives = status === 'SHOP_STATUS_OPEN' || status === 'SHOP_STATUS_SUSPENDED';
  return (
    <>
      <PageHeader
        title={shop.name}
        back={{ to: '/shops', text: t('admin:shops') }}
        note={<StateTag state={status} />}
      >
        {status === 'SHOP_STATUS_PENDING' && (
          <>
            <Button variant="danger" onClick={decisions.refuse}>
              {t('refuse')}
            </Button>
            <Button variant="primary" onClick={decisions.approve}>
              {t('approve')}
            </Button>
          </>
        )}
        {lives && (
          <>
            <ButtonLink to={`/products?shop=${shop.id}`}>{t('products')}</ButtonLink>
            <ButtonLink to={`/orders?shop=${shop.id}`}>{t('orders')}</ButtonLink>
            {closedByUs ? (
              <Button variant="primary" onClick={decisions.reopen}>
                {t('reopen')}
              </Button>
            ) : (
              <Button variant="danger" onClick={decisions.suspend}>
                {t('suspend')}
              </Button>
            )}
            <Button variant="danger" onClick={decisions.close}>
              {t('close')}
            </Button>
          </>
        )}
      </PageHeader>
      <Stack>
        {managed.pendingChange && (
          <Panel
            title={t('pendingChange')}
            extra={
              <div className={styles.actions}>
                <Button variant="danger" onClick={decisions.refuseChange}>
                  {t('refuseChange')}
                </Button>
                <Button variant="primary" onClick={decisions.approveChange}>
                  {t('approveChange')}
                </Button>
              </div>
            }
          >
            <Facts
              facts={[
                { name: t('newName'), value: managed.pendingChange.name },
                {
                  name: t('newLogo'),
                  value: managed.pendingChange.logo && (
                    <Photo picture={managed.pendingChange.logo} alt={t('newLogo')} className={styles.logo} />
                  ),
                },
                { name: t('asked'), value: <When time={managed.pendingChange.askedAt} /> },
              ]}
            />
          </Panel>
        )}
        <Panel title={t('facts')}>
          <Facts
            facts={[
              {
                name: t('logo'),
                value: shop.logo && <Photo picture={shop.logo} alt={t('logo')} className={styles.logo} />,
              },
              { name: t('closeReason'), value: managed.closeReason },
              {
                name: t('suspensions'),
                value: managed.suspensions.map((each) => t(`states:${each}`)).join(' · '),
              },
              { name: t('rejectReason'), value: managed.rejectReason },
              {
                name: t('owner'),
                value: (
                  <Link to={`/users/${managed.ownerUserId}`}>
                    {t('ownerNo', { id: managed.ownerUserId })}
                  </Link>
                ),
              },
              { name: t('contact'), value: managed.contactName },
              { name: t('phone'), value: managed.contactPhone },
              { name: t('place'), value: `${shop.province} ${shop.city}` },
              { name: t('applied'), value: managed.appliedAt && <When time={managed.appliedAt} /> },
              { name: t('decided'), value: managed.decidedAt && <When time={managed.decidedAt} /> },
              { name: t('opened'), value: shop.openedAt && <When time={shop.openedAt} /> },
              { name: t('closed'), value: managed.closedAt && <When time={managed.closedAt} /> },
              { name: t('description'), value: shop.description },
            ]}
          />
        </Panel>
      </Stack>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Applying to open a shop, and how the application stands.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { currentSession, renew } from '@ecommerce/shared/api/session';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { usePlaceName } from '@/entities/address/usePlaceName';
import styles from './SellPage.module.css';
import { useMyShop, type ManagedShop } from './shop_data';
import { ShopApplicationForm } from './ShopApplicationForm';

export function Page() {
  const { t } = useTranslation(['account', 'storefront']);
  useTitle(t('storefront:sell'));
  const shop = useMyShop();
  const open = hasOpened(shop.data);
  useSellerRole(open);
  return (
    <div className={styles.page}>
      <header className={styles.hero}>
        <h1>{open ? t('myShop') : t('sellTitle')}</h1>
        {!open && <p>{t('sellText')}</p>}
        <Steps shop={shop.data} />
      </header>
      <section className={styles.panel}>
        {shop.isPending ? (
          <Loading>
            <Skeleton height={320} />
          </Loading>
        ) : shop.isError ? (
          <ErrorState error={shop.error} retry={() => void shop.refetch()} />
        ) : (
          <Standing shop={shop.data} />
        )}
      </section>
    </div>
  );
}

function hasOpened(shop: ManagedShop | null | undefined): boolean {
  return shop?.status === 'SHOP_STATUS_OPEN' || shop?.status === 'SHOP_STATUS_SUSPENDED';
}

// Roles are part of the session: a shop that was approved meanwhile makes its owner a seller with the next refresh.
function useSellerRole(open: boolean) {
  useEffect(() => {
    const session = currentSession();
    if (open && session.state === 'signed-in' && !session.user.roles.includes('ROLE_SELLER'))
      void renew().catch(() => undefined);
  }, [open]);
}

function Steps({ shop }: { shop: ManagedShop | null | undefined }) {
  const { t } = useTranslation('account');
  const current = hasOpened(shop) ? 2 : shop?.status === 'SHOP_STATUS_PENDING' ? 1 : 0;
  return (
    <ol className={styles.steps}>
      {[t('stepApply'), t('stepReview'), t('stepOpen')].map((text, index) => (
        <li
          key={text}
          aria-current={index === current ? 'step' : undefined}
          data-done={index < current || undefined}
        >
          <span aria-hidden="true">{index + 1}</span>
          {text}
        </li>
      ))}
    </ol>
  );
}

function Standing({ shop }: { shop: ManagedShop | null }) {
  const { t } = useTranslation('account');
  switch (shop?.status) {
    case 'SHOP_STATUS_OPEN':
      return (
        <div className={styles.state}>
          <h2>{t('shopOpen', { name: shop.shop?.name })}</h2>
          <p>{t('shopOpenText')}</p>
          <Change shop={shop} />
          <ButtonLink to={`/shops/${shop.shop?.id}`} variant="primary">
            {t('visitShop')}
          </ButtonLink>
        </div>
      );
    case 'SHOP_STATUS_SUSPENDED':
    case 'SHOP_STATUS_CLOSED':
      return (
        <div className={styles.rejected} role="status">
          <h2>{t(shop.status === 'SHOP_STATUS_CLOSED' ? 'shopClosed' : 'shopSuspended')}</h2>
          {shop.closeReason && <p>{t('rejectReason', { reason: shop.closeReason })}</p>}
          <p>{t(shop.status === 'SHOP_STATUS_CLOSED' ? 'shopClosedText' : 'shopSuspendedText')}</p>
        </div>
      );
    case 'SHOP_STATUS_PENDING':
      return (
        <div className={styles.state}>
          <h2>{t('shopPending')}</h2>
          <p>{t('shopPendingText')}</p>
          <Application shop={shop} />
        </div>
      );
    case 'SHOP_STATUS_REJECTED':
      return (
        <>
          <div className={styles.rejected} role="status">
            <h2>{t('shopRejected')}</h2>
            <p>{t('rejectReason', { reason: shop.rejectReason })}</p>
            <p>{t('shopRejectedText')}</p>
          </div>
          <ShopApplicationForm previous={shop} />
        </>
      );
    default:
      return <ShopApplicationForm previous={undefined} />;
  }
}

// A new name or logo is not shown before an administrator has seen it.
function Change({ shop }: { shop: ManagedShop }) {
  const { t } = useTranslation('account');
  if (shop.pendingChange?.name) return <p>{t('nameWaits', { name: shop.pendingChange.name })}</p>;
  if (shop.pendingChange) return <p>{t('logoWaits')}</p>;
  if (shop.changeRejectReason) return <p>{t('changeRejected', { reason: shop.changeRejectReason })}</p>;
  return null;
}

function Application({ shop }: { shop: ManagedShop }) {
  const { t } = useTranslation('account');
  const place = usePlaceName({ province: shop.shop?.province ?? '', city: shop.shop?.city ?? '' });
  const facts = [
    [t('shopName'), shop.shop?.name],
    [t('shipsFrom'), place],
    [t('contact'), `${shop.contactName} ${shop.contactPhone}`],
    [t('appliedAt'), shop.appliedAt && formatTime(shop.appliedAt)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

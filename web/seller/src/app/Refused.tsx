// SPDX-License-Identifier: Apache-2.0
// For people who are signed in and have no shop.
import { useTranslation } from 'react-i18next';
import { useSignOut } from '@ecommerce/console/shell/AccountMenu';
import { storefrontAddress } from '@ecommerce/console/shell/console';
import { Button } from '@ecommerce/shared/ui/Button';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';

export function Refused() {
  const { t } = useTranslation(['seller', 'common']);
  const signOut = useSignOut();
  const apply = storefrontAddress('/sell');
  useTitle(t('noShop'));
  return (
    <main id="content">
      <EmptyState whole title={t('noShop')} text={t('noShopText')}>
        {apply && <a href={apply}>{t('openShop')}</a>}
        <Button onClick={() => signOut.mutate()}>{t('common:signOut')}</Button>
      </EmptyState>
    </main>
  );
}

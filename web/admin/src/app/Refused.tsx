// SPDX-License-Identifier: Apache-2.0
// For people who are signed in and are no administrators.
import { useTranslation } from 'react-i18next';
import { useSignOut } from '@ecommerce/console/shell/AccountMenu';
import { Button } from '@ecommerce/shared/ui/Button';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';

export function Refused() {
  const { t } = useTranslation(['admin', 'common']);
  const signOut = useSignOut();
  useTitle(t('refused'));
  return (
    <main id="content">
      <EmptyState whole title={t('refused')} text={t('refusedText')}>
        <Button onClick={() => signOut.mutate()}>{t('common:signOut')}</Button>
      </EmptyState>
    </main>
  );
}

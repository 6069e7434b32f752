// SPDX-License-Identifier: Apache-2.0
import { SecondFactor } from '@ecommerce/shared/security/SecondFactor';
import { useTexts } from '@ecommerce/shared/security/texts';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { AccountPanel } from './AccountPanel';

export function Page() {
  const t = useTexts();
  useTitle(t('title'));
  return (
    <AccountPanel title={t('title')}>
      <SecondFactor />
    </AccountPanel>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { SecondFactor } from '@ecommerce/shared/security/SecondFactor';
import { useTexts } from '@ecommerce/shared/security/texts';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { PageHeader } from './PageHeader';

export function Page() {
  const t = useTexts();
  return (
    <>
      <PageHeader title={t('title')} />
      <Panel>
        <SecondFactor />
      </Panel>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';

export function Page() {
  const { t } = useTranslation(['common', 'console']);
  useTitle(t('notFoundTitle'));
  return (
    <EmptyState whole title={t('notFoundTitle')} text={t('notFoundText')}>
      <ButtonLink to="/">{t('console:backToOverview')}</ButtonLink>
    </EmptyState>
  );
}

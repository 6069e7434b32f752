// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';

export function Page() {
  const { t } = useTranslation(['storefront', 'common']);
  useTitle(t('common:notFoundTitle'));
  return (
    <EmptyState whole title={t('common:notFoundTitle')} text={t('common:notFoundText')}>
      <ButtonLink to="/" variant="primary">
        {t('backHome')}
      </ButtonLink>
      <ButtonLink to="/categories">{t('seeCategories')}</ButtonLink>
    </EmptyState>
  );
}

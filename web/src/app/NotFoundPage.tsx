// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/ui/Button';
import { EmptyState } from '@/ui/States';
import { useTitle } from '@/ui/useTitle';

export function Page() {
  const { t } = useTranslation();
  useTitle(t('notFoundTitle'));
  return (
    <EmptyState whole title={t('notFoundTitle')} text={t('notFoundText')}>
      <ButtonLink to="/" variant="primary">
        {t('backHome')}
      </ButtonLink>
      <ButtonLink to="/categories">{t('seeCategories')}</ButtonLink>
    </EmptyState>
  );
}

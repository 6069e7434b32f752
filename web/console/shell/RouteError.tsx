// SPDX-License-Identifier: Apache-2.0
// A page that failed: a broken chunk after a new release, or a mistake of ours.
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { errorText } from '@ecommerce/shared/i18n/error_text';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';

export function RouteError() {
  const { t } = useTranslation(['common', 'errors', 'console']);
  const error = useRouteError();
  useTitle(t('errors:title'));
  return (
    <EmptyState whole title={t('errors:title')} text={errorText(error)}>
      <Button variant="primary" onClick={() => location.reload()}>
        {t('retry')}
      </Button>
      <ButtonLink to="/" reloadDocument>
        {t('console:backToOverview')}
      </ButtonLink>
    </EmptyState>
  );
}

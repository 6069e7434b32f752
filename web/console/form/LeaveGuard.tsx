// SPDX-License-Identifier: Apache-2.0
// Asks before what was typed is lost: at links of ours, and by the browser at all others.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from '@ecommerce/shared/ui/Dialog';

export function LeaveGuard({ changes }: { changes: number }) {
  const { t } = useTranslation('console');
  const unsaved = changes > 0;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsaved]);
  return (
    <ConfirmDialog
      title={t('leaveTitle')}
      text={t('leaveText', { count: changes })}
      action={t('leave')}
      open={blocker.state === 'blocked'}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    />
  );
}

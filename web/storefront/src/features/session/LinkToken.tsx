// SPDX-License-Identifier: Apache-2.0
// The token of a link in a mail, from behind the #. It is taken out of the address, so that neither the history nor
// somebody who looks at the screen keeps it.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import styles from './Session.module.css';

export function useLinkToken(): string {
  const { hash, pathname } = useLocation();
  const [token, setToken] = useState(() => hash.slice(1));
  useEffect(() => {
    if (!hash) return;
    setToken(hash.slice(1));
    window.history.replaceState(window.history.state, '', pathname);
  }, [hash, pathname]);
  return token;
}

// For who comes without one.
export function LinkIsOver() {
  const { t } = useTranslation(['session', 'errors']);
  return (
    <>
      <p className={styles.note} role="alert">
        {t('errors:LINK_INVALID')}
      </p>
      <p className={styles.swap}>
        <Link to="/forgot-password">{t('askAgain')}</Link>
      </p>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Lets people with the console's role through. All others sign in and come back, or learn what they lack. The API
// checks each call again.
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { renew, useSession } from '@ecommerce/shared/api/session';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { useConsole } from './context';
import styles from './SignInPage.module.css';

const SecondFactor = lazy(async () => ({
  default: (await import('@ecommerce/shared/security/SecondFactor')).SecondFactor,
}));

export function RequireRole() {
  const session = useSession();
  const { role, Refused } = useConsole();
  const location = useLocation();
  const lacks = session.state === 'signed-in' && !session.user.roles.includes(role);
  useEffect(() => {
    // Roles are part of the session: one that was given meanwhile comes with the next refresh.
    if (lacks) void renew().catch(() => undefined);
  }, [lacks]);
  if (session.state === 'starting') return <PageLoading />;
  if (session.state === 'anonymous') {
    const from = location.pathname + location.search;
    return <Navigate to={`/sign-in?from=${encodeURIComponent(from)}`} replace />;
  }
  if (lacks) return <Refused />;
  return session.withheld.includes(role) ? <Withheld /> : <Outlet />;
}

// Whoever needs a second factor for the role turns it on first.
function Withheld() {
  const { t } = useTranslation('console');
  return (
    <main className={styles.page} id="content">
      <section className={styles.card}>
        <h1>{t('security')}</h1>
        <p>{t('withheldText')}</p>
        <Suspense fallback={<PageLoading />}>
          <SecondFactor />
        </Suspense>
      </section>
    </main>
  );
}

// SPDX-License-Identifier: Apache-2.0
// The frame of every page.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { Footer } from './Footer';
import { Header } from './Header';
import styles from './Layout.module.css';
import { RouteAnnouncer } from './RouteAnnouncer';
import { TabBar } from './TabBar';

// Hears what happens to whoever is signed in.
function useNews() {
  const client = useQueryClient();
  const session = useSession();
  const account = session.state === 'signed-in' ? session.user.id : '';
  useEffect(() => {
    if (account === '') return;
    const controller = new AbortController();
    void import('./live').then(
      ({ listen }) => controller.signal.aborted || listen(client, controller.signal),
      () => undefined,
    );
    return () => controller.abort();
  }, [client, account]);
}

export function Layout() {
  const { t } = useTranslation();
  const navigation = useNavigation();
  useNews();
  return (
    <div className={styles.layout}>
      <a href="#content" className={styles.skip}>
        {t('skipToContent')}
      </a>
      {navigation.state === 'loading' && (
        <div className={styles.progress} role="progressbar" aria-label={t('loading')} />
      )}
      <Header />
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
      <TabBar />
      <ScrollRestoration />
      <RouteAnnouncer />
    </div>
  );
}

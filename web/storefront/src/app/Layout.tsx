// SPDX-License-Identifier: Apache-2.0
// The frame of every page.
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { RouteAnnouncer } from '@ecommerce/shared/ui/RouteAnnouncer';
import { Footer } from './Footer';
import { Header } from './Header';
import styles from './Layout.module.css';
import { TabBar } from './TabBar';

export function Layout() {
  const { t } = useTranslation();
  const navigation = useNavigation();
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

// SPDX-License-Identifier: Apache-2.0
// The frame of every page: header, navigation at the side, which a narrow screen opens over the page, and the palette.
import MenuOutlined from '@ant-design/icons-svg/es/asn/MenuOutlined';
import SearchOutlined from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { RouteAnnouncer } from '@ecommerce/shared/ui/RouteAnnouncer';
import { SettingsMenu } from '@ecommerce/shared/ui/SettingsMenu';
import { AccountMenu } from './AccountMenu';
import { useConsole } from './context';
import { Navigation } from './Navigation';
import styles from './Shell.module.css';

const Palette = lazy(() => import('./Palette'));

export function Shell() {
  const { t } = useTranslation(['console', 'common']);
  const { changeLanguage, useTitle } = useConsole();
  const title = useTitle();
  const navigation = useNavigation();
  const { key } = useLocation();
  // Going elsewhere closes what is over the page.
  const [menuAt, setMenuAt] = useState('');
  const [paletteAt, setPaletteAt] = useState('');
  usePaletteKey(() => setPaletteAt(key));
  const menu = menuAt === key;
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {t('common:skipToContent')}
      </a>
      {navigation.state === 'loading' && (
        <div className={styles.progress} role="progressbar" aria-label={t('common:loading')} />
      )}
      <header className={styles.header}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={menu}
          aria-controls="navigation"
          aria-label={t('common:mainNavigation')}
          onClick={() => setMenuAt(menu ? '' : key)}
        >
          <Icon icon={MenuOutlined} size={18} />
        </button>
        <Link to="/" className={styles.brand} aria-label={title}>
          <img src={`${import.meta.env.BASE_URL}favicon.svg`} width="28" height="28" alt="" />
          <span>{title}</span>
        </Link>
        <button
          type="button"
          className={styles.search}

          onClick={() => setPaletteAt(key)}
        >
          <Icon icon={SearchOutlined} />
          <span>{t('paletteHint')}</span>
          <kbd aria-hidden="true">Ctrl K</kbd>
        </button>
        <div className={styles.end}>
          <SettingsMenu changeLanguage={changeLanguage} />
          <AccountMenu />
        </div>
      </header>
      {menu && <div className={styles.shade} onPointerDown={() => setMenuAt('')} />}
      <nav
        id="navigation"
        className={menu ? `${styles.side} ${styles.open}` : styles.side}
        aria-label={t('common:mainNavigation')}
      >
        <div className={styles.places}>
          <Navigation />
        </div>
      </nav>
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      {paletteAt === key && (
        <Suspense fallback={null}>
          <Palette onClose={() => setPaletteAt('')} />
        </Suspense>
      )}
      <RouteAnnouncer />
      <ScrollRestoration />
    </div>
  );
}

function usePaletteKey(open: () => void) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

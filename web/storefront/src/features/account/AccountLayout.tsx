// SPDX-License-Identifier: Apache-2.0
// The frame of the account's pages: navigation at the side, the profile first; on phones a list on the first page,
// which has the profile behind it, and a way back on all others.
import BellOutlined from '@ant-design/icons-svg/es/asn/BellOutlined';
import CommentOutlined from '@ant-design/icons-svg/es/asn/CommentOutlined';
import CreditCardOutlined from '@ant-design/icons-svg/es/asn/CreditCardOutlined';
import EnvironmentOutlined from '@ant-design/icons-svg/es/asn/EnvironmentOutlined';
import LaptopOutlined from '@ant-design/icons-svg/es/asn/LaptopOutlined';
import LeftOutlined from '@ant-design/icons-svg/es/asn/LeftOutlined';
import LockOutlined from '@ant-design/icons-svg/es/asn/LockOutlined';
import LogoutOutlined from '@ant-design/icons-svg/es/asn/LogoutOutlined';
import MailOutlined from '@ant-design/icons-svg/es/asn/MailOutlined';
import RightOutlined from '@ant-design/icons-svg/es/asn/RightOutlined';
import SafetyOutlined from '@ant-design/icons-svg/es/asn/SafetyOutlined';
import ShopOutlined from '@ant-design/icons-svg/es/asn/ShopOutlined';
import UserDeleteOutlined from '@ant-design/icons-svg/es/asn/UserDeleteOutlined';
import UserOutlined from '@ant-design/icons-svg/es/asn/UserOutlined';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { useTexts } from '@ecommerce/shared/security/texts';
import { Badge } from '@ecommerce/shared/ui/Badge';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useUnread } from '@/entities/notification/notifications_data';
import { useSignOut } from '@/entities/session/session_data';
import styles from './AccountLayout.module.css';
import { OrderShortcuts } from './OrderShortcuts';

export function Page() {
  const { t } = useTranslation(['account', 'common', 'messages', 'reviews', 'storefront']);
  const security = useTexts();
  const unread = useUnread().data?.all ?? 0;
  const session = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const atStart = useLocation().pathname.replace(/\/$/, '') === '/account';
  const narrow = useNarrow();
  if (session.state !== 'signed-in') return null;
  const { nickname, email, roles } = session.user;
  // An administrator's account does not buy: it has no orders, addresses and cards.
  const buys = roles.includes('ROLE_CUSTOMER');
  const links = [
    { to: narrow ? '/account/profile' : '/account', icon: UserOutlined, text: t('profile') },
    { to: '/account/messages', icon: BellOutlined, text: t('messages:title'), badge: unread },
    ...(buys
      ? [
          { to: '/account/addresses', icon: EnvironmentOutlined, text: t('addresses') },
          { to: '/account/bank-cards', icon: CreditCardOutlined, text: t('bankCards') },
          { to: '/account/reviews', icon: CommentOutlined, text: t('reviews:mine') },
        ]
      : []),
    { to: '/account/email', icon: MailOutlined, text: t('emailTitle') },
    { to: '/account/password', icon: LockOutlined, text: t('password') },
    { to: '/account/security', icon: SafetyOutlined, text: security('title') },
    { to: '/account/devices', icon: LaptopOutlined, text: t('devices') },
    ...(buys ? [{ to: '/sell', icon: ShopOutlined, text: t('storefront:sell') }] : []),
    { to: '/account/close', icon: UserDeleteOutlined, text: t('closeAccount') },
  ];
  return (
    <div className={classes(styles.layout, !atStart && styles.below, atStart && !buys && styles.bare)}>
      <section className={styles.owner} aria-label={nickname}>
        <span className={styles.avatar} aria-hidden="true">
          {[...nickname][0]?.toUpperCase()}
        </span>
        <div className={styles.names}>
          <p className={styles.nickname}>{nickname}</p>
          <p className={styles.email}>{email}</p>
        </div>
      </section>
      {atStart && narrow && <Start />}
      {atStart && buys && <OrderShortcuts className={styles.shortcuts} />}
      <nav className={styles.nav} aria-label={t('navigation')}>
        {links.map(({ to, icon, text, badge = 0 }) => (
          <NavLink key={to} to={to} end className={styles.link}>
            <Icon icon={icon} size={18} />
            {text}
            <Badge count={badge} className={styles.badge} />
            <span className={styles.arrow}>
              <Icon icon={RightOutlined} size={12} />
            </span>
          </NavLink>
        ))}
        <button
          type="button"
          className={styles.link}
          disabled={signOut.isPending}
          onClick={() => signOut.mutate(undefined, { onSettled: () => void navigate('/') })}
        >
          <Icon icon={LogoutOutlined} size={18} />
          {t('common:signOut')}
        </button>
      </nav>
      {!atStart && (
        <Link to="/account" className={styles.back}>
          <Icon icon={LeftOutlined} size={14} />
          {t('storefront:account')}
        </Link>
      )}
      {!(atStart && narrow) && (
        <div className={styles.content}>
          <Outlet />
        </div>
      )}
    </div>
  );
}

// The heading of the list, which has no page behind it.
function Start() {
  const { t } = useTranslation('storefront');
  useTitle(t('account'));
  return <h1 className="visually-hidden">{t('account')}</h1>;
}

// Whether navigation and pages follow each other, as the style sheet has them.
const screen = matchMedia('(max-width: 860px)');

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      screen.addEventListener('change', changed);
      return () => screen.removeEventListener('change', changed);
    },
    () => screen.matches,
  );
}

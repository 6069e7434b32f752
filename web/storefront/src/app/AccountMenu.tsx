// SPDX-License-Identifier: Apache-2.0
import UserOutlined from '@ant-design/icons-svg/es/asn/UserOutlined';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Menu } from '@ecommerce/shared/ui/Menu';
import { useSignOut } from '@/entities/session/session_data';
import styles from './Header.module.css';

export function AccountMenu() {
  const { t } = useTranslation(['storefront', 'common']);
  const session = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  if (session.state !== 'signed-in') {
    const from = pathname.startsWith('/sign-') ? '' : `?from=${encodeURIComponent(pathname + search)}`;
    return (
      <Link to={`/sign-in${from}`} className={styles.link}>
        <Icon icon={UserOutlined} size={18} />
        <span>{t('common:signIn')}</span>
      </Link>
    );
  }
  return (
    <Menu
      label={`${session.user.nickname}, ${t('account')}`}
      button={
        <>
          <Icon icon={UserOutlined} size={18} />
          <span>{session.user.nickname}</span>
        </>
      }
    >
      <Link to="/account">{t('account')}</Link>
      <Link to="/orders">{t('orders')}</Link>
      <Link to="/sell">{t('sell')}</Link>
      <button
        type="button"
        onClick={() => signOut.mutate(undefined, { onSettled: () => void navigate('/') })}
      >
        {t('common:signOut')}
      </button>
    </Menu>
  );
}

// SPDX-License-Identifier: Apache-2.0
import UserOutlined from '@ant-design/icons-svg/es/asn/UserOutlined';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { signedOut, useSession } from '@ecommerce/shared/api/session';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Menu } from '@ecommerce/shared/ui/Menu';
import { storefrontAddress } from './console';

export function AccountMenu() {
  const { t } = useTranslation(['console', 'common']);
  const session = useSession();
  const signOut = useSignOut();
  if (session.state !== 'signed-in') return null;
  const storefront = storefrontAddress('/');
  return (
    <Menu
      label={session.user.nickname}
      button={
        <>
          <Icon icon={UserOutlined} size={18} />
          <span>{session.user.nickname}</span>
        </>
      }
    >
      <Link to="/security">{t('security')}</Link>
      {storefront && <a href={storefront}>{t('toStorefront')}</a>}
      <button type="button" onClick={() => signOut.mutate()}>
        {t('common:signOut')}
      </button>
    </Menu>
  );
}

// Signs out here also when the platform cannot be told: nobody wants to stay signed in after pressing that button.
export function useSignOut() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/auth/logout', { body: {} as never })),
    onSettled: () => signedOut(),
  });
}

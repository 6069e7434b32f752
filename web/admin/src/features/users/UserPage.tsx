// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Facts } from '@/entities/detail/Facts';
import { Loaded } from '@/entities/detail/Loaded';
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import { useUser, useUserDecisions, useUserSecondFactor, type User } from './users_data';

export function Page() {
  const { id = '' } = useParams();
  return (
    <Loaded whole query={useUser(id)}>
      {(user) => <UserView user={user} />}
    </Loaded>
  );
}

function UserView({ user }: { user: User }) {
  const { t } = useTranslation(['users', 'admin']);
  const decisions = useUserDecisions(user);
  const secondFactor = useUserSecondFactor(user.id).data;
  const { id, status } = user;
  return (
    <>
      <PageHeader
        title={user.nickname || t('closedAccount', { id })}
        back={{ to: '/users', text: t('admin:users') }}
        note={<StateTag state={status} />}
      >
        <ButtonLink to={`/orders?user=${id}`}>{t('orders')}</ButtonLink>
        {status !== 'USER_STATUS_CLOSED' && (
          <>
            {user.roles.includes('ROLE_ADMIN') ? (
              <Button onClick={decisions.dismiss}>{t('dismiss')}</Button>
            ) : (
              <Button onClick={decisions.appoint}>{t('appoint')}</Button>
            )}
            {status === 'USER_STATUS_FROZEN' ? (
              <Button variant="primary" onClick={decisions.unfreeze}>
                {t('unfreeze')}
              </Button>
            ) : (
              <Button variant="danger" onClick={decisions.freeze}>
                {t('freeze')}
              </Button>
            )}
            {secondFactor?.on && <Button onClick={decisions.resetSecondFactor}>{t('reset')}</Button>}
            <Button variant="danger" onClick={decisions.remove}>
              {t('remove')}
            </Button>
          </>
        )}
      </PageHeader>
      <Panel title={t('facts')}>
        <Facts
          facts={[
            { name: t('id'), value: id },
            { name: t('email'), value: user.email },
            { name: t('confirmed'), value: user.email && t(user.emailConfirmed ? 'yes' : 'no') },
            { name: t('phone'), value: user.phone },
            { name: t('roles'), value: user.roles.map((role) => <StateTag key={role} state={role} />) },
            {
              name: t('shop'),
              value: user.shopId !== '0' && <Link to={`/shops/${user.shopId}`}>{user.shopId}</Link>,
            },
            { name: t('secondFactor'), value: secondFactor && t(secondFactor.on ? 'yes' : 'no') },
            { name: t('created'), value: <When time={user.createdAt} /> },
            { name: t('updated'), value: <When time={user.updatedAt} /> },
          ]}
        />
      </Panel>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { ChoiceFilter, SearchFilter } from '@ecommerce/console/list/Filters';
import { PAGE_MAX, useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { plainTime } from '@ecommerce/shared/i18n/format';
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import { named, useStateChoices } from '@/entities/states/useStateChoices';
import { ROLES, STATUSES, readUsers, type User } from './users_data';

export function Page() {
  const { t } = useTranslation(['users', 'admin']);
  const address = useListAddress(['q', 'role', 'status']);
  const { q, role, status } = address.filters;
  const query = {
    query: q,
    role: named(ROLES, role),
    status: named(STATUSES, status),
    pageSize: address.size,
    pageToken: address.token,
  };
  const rows = useRows(['users', 'list', query], () => readUsers(query));
  return (
    <>
      <PageHeader title={t('admin:users')} />
      <ListTable
        name="users"
        label={t('admin:users')}
        address={address}
        rows={rows}
        read={(pageToken) => readUsers({ ...query, pageSize: PAGE_MAX, pageToken })}
        rowKey={({ id }) => id}
        columns={useUserColumns()}
        filters={
          <>
            <SearchFilter label={t('search')} value={q} onChange={(value) => address.change({ q: value })} />
            <ChoiceFilter
              label={t('role')}
              value={role}
              choices={useStateChoices('ROLE_', ROLES)}
              onChange={(value) => address.change({ role: value })}
            />
            <ChoiceFilter
              label={t('status')}
              value={status}
              choices={useStateChoices('USER_STATUS_', STATUSES)}
              onChange={(value) => address.change({ status: value })}
            />
          </>
        }
        empty={{ title: t('none') }}
      />
    </>
  );
}

function useUserColumns(): Column<User>[] {
  const { t } = useTranslation(['users', 'states']);
  return [
    {
      key: 'name',
      title: t('name'),
      fixed: true,
      render: ({ id, nickname }) => <Link to={`/users/${id}`}>{nickname || t('closedAccount', { id })}</Link>,
      text: ({ nickname }) => nickname,
    },
    { key: 'email', title: t('email'), render: ({ email }) => email },
    { key: 'phone', title: t('phone'), render: ({ phone }) => phone, extra: true },
    {
      key: 'roles',
      title: t('roles'),
      render: ({ roles }) => roles.map((role) => <StateTag key={role} state={role} />),
      text: ({ roles }) => roles.map((role) => t(`states:${role}`)).join(' '),
    },
    {
      key: 'status',
      title: t('status'),
      render: ({ status }) => <StateTag state={status} />,
      text: ({ status }) => t(`states:${status}`),
    },
    {
      key: 'shop',
      title: t('shop'),
      render: ({ shopId }) => shopId !== '0' && <Link to={`/shops/${shopId}`}>{shopId}</Link>,
      text: ({ shopId }) => (shopId === '0' ? '' : shopId),
    },
    {
      key: 'created',
      title: t('created'),
      render: ({ createdAt }) => <When time={createdAt} />,
      text: ({ createdAt }) => createdAt && plainTime(createdAt),
    },
    { key: 'id', title: t('id'), render: ({ id }) => id, extra: true },
  ];
}

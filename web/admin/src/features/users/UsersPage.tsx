// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { ChoiceFilter, SearchFilter } from '@ecommerce/console/list/Filters';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
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
  const { t } = useTranslation('users');
  return [
    {
      key: 'name',
      title: t('name'),
      fixed: true,
      render: ({ id, nickname }) => <Link to={`/users/${id}`}>{nickname || t('closedAccount', { id })}</Link>,
    },
    { key: 'email', title: t('email'), render: ({ email }) => email },
    { key: 'phone', title: t('phone'), render: ({ phone }) => phone, extra: true },
    {
      key: 'roles',
      title: t('roles'),
      render: ({ roles }) => roles.map((role) => <StateTag key={role} state={role} />),
    },
    { key: 'status', title: t('status'), render: ({ status }) => <StateTag state={status} /> },
    {
      key: 'shop',
      title: t('shop'),
      render: ({ shopId }) => shopId !== '0' && <Link to={`/shops/${shopId}`}>{shopId}</Link>,
    },
    { key: 'created', title: t('created'), render: ({ createdAt }) => <When time={createdAt} /> },
    { key: 'id', title: t('id'), render: ({ id }) => id, extra: true },
  ];
}

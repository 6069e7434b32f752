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
import { Tag } from '@ecommerce/shared/ui/Tag';
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import { named, useStateChoices } from '@/entities/states/useStateChoices';
import { STATUSES, readShops, type ManagedShop } from './shops_data';

export function Page() {
  const { t } = useTranslation(['shops', 'admin']);
  const address = useListAddress(['q', 'status', 'change']);
  const { q, status, change } = address.filters;
  const query = {
    status: named(STATUSES, status),
    query: q,
    hasPendingChange: change === '1',
    pageSize: address.size,
    pageToken: address.token,
  };
  const rows = useRows(['shops', 'list', query], () => readShops(query));
  return (
    <>
      <PageHeader title={t('admin:shops')} />
      <ListTable
        name="shops"
        label={t('admin:shops')}
        address={address}
        rows={rows}
        read={(pageToken) => readShops({ ...query, pageSize: PAGE_MAX, pageToken })}
        rowKey={({ shop }) => shop?.id ?? ''}
        columns={useShopColumns()}
        filters={
          <>
            <SearchFilter
              label={t('search')}
              value={q}
              maxLength={40}
              onChange={(value) => address.change({ q: value })}
            />
            <ChoiceFilter
              label={t('status')}
              value={status}
              choices={useStateChoices('SHOP_STATUS_', STATUSES)}
              onChange={(value) => address.change({ status: value })}
            />
            <ChoiceFilter
              label={t('change')}
              value={change}
              choices={[{ value: '1', text: t('changeWaits') }]}
              onChange={(value) => address.change({ change: value })}
            />
          </>
        }
        empty={{ title: t('none'), text: t('noneText') }}
      />
    </>
  );
}

function useShopColumns(): Column<ManagedShop>[] {
  const { t } = useTranslation(['shops', 'states']);
  return [
    {
      key: 'name',
      title: t('name'),
      fixed: true,
      render: ({ shop }) => <Link to={`/shops/${shop?.id ?? ''}`}>{shop?.name}</Link>,
      text: ({ shop }) => shop?.name,
    },
    {
      key: 'status',
      title: t('status'),
      render: ({ status, pendingChange }) => (
        <>
          <StateTag state={status} /> {pendingChange && <Tag tone="warning">{t('changeWaits')}</Tag>}
        </>
      ),
      text: ({ status }) => t(`states:${status}`),
    },
    {
      key: 'owner',
      title: t('owner'),
      render: ({ ownerUserId }) => (
        <Link to={`/users/${ownerUserId}`}>{t('ownerNo', { id: ownerUserId })}</Link>
      ),
      text: ({ ownerUserId }) => ownerUserId,
    },
    { key: 'contact', title: t('contact'), render: ({ contactName }) => contactName },
    { key: 'phone', title: t('phone'), render: ({ contactPhone }) => contactPhone, extra: true },
    {
      key: 'place',
      title: t('place'),
      render: ({ shop }) => shop && `${shop.province} ${shop.city}`,
    },
    {
      key: 'applied',
      title: t('applied'),
      render: ({ appliedAt }) => <When time={appliedAt} />,
      text: ({ appliedAt }) => appliedAt && plainTime(appliedAt),
    },
    {
      key: 'decided',
      title: t('decided'),
      render: ({ decidedAt }) => <When time={decidedAt} />,
      text: ({ decidedAt }) => decidedAt && plainTime(decidedAt),
      extra: true,
    },
  ];
}

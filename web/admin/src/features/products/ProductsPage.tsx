// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { SearchFilter } from '@ecommerce/console/list/Filters';
import { PAGE_MAX, useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatMoney, formatNumber, plainMoney, plainTime } from '@ecommerce/shared/i18n/format';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { TabLinks } from '@ecommerce/shared/ui/TabLinks';
import { When } from '@/entities/detail/When';
import { named, useStateChoices } from '@/entities/states/useStateChoices';
import { STATES, readProducts, type ProductSummary } from './products_data';
import styles from './ProductsPage.module.css';

export function Page() {
  const { t } = useTranslation(['products', 'admin']);
  const address = useListAddress(['q', 'shop', 'state']);
  const { q, shop, state: text } = address.filters;
  const state = named(STATES, text) ?? 'ON_SALE';
  const query = { state, query: q, shopId: shop, pageSize: address.size, pageToken: address.token };
  const rows = useRows(['products', 'list', query], () => readProducts(query));
  const choices = useStateChoices('PRODUCT_STATE_', STATES);
  return (
    <>
      <PageHeader title={t('admin:products')} />
      <TabLinks
        label={t('state')}
        tabs={choices.map(({ value, text: name }) => ({
          to: `/products?state=${value}${shop === '' ? '' : `&shop=${shop}`}`,
          text: name,
          waiting: 0,
          current: value === state,
        }))}
      />
      <ListTable
        name="products"
        label={t('admin:products')}
        address={address}
        rows={rows}
        read={(pageToken) => readProducts({ ...query, pageSize: PAGE_MAX, pageToken })}
        rowKey={({ id }) => id}
        columns={useProductColumns()}
        filters={
          <>
            <SearchFilter label={t('search')} value={q} onChange={(value) => address.change({ q: value })} />
            <SearchFilter
              label={t('shopId')}
              value={shop}
              maxLength={18}
              onChange={(value) => address.change({ shop: value.replace(/\D/g, '') })}
            />
          </>
        }
        empty={{ title: t('none'), text: t('noneText') }}
      />
    </>
  );
}

function useProductColumns(): Column<ProductSummary>[] {
  const { t } = useTranslation('products');
  return [
    {
      key: 'name',
      title: t('name'),
      fixed: true,
      render: ({ id, name, cover }) => (
        <Link to={`/products/${id}`} className={styles.product}>
          <Photo picture={cover} alt="" sizes="48px" className={styles.photo} />
          <span>{name}</span>
        </Link>
      ),
      text: ({ name }) => name,
    },
    {
      key: 'price',
      title: t('price'),
      align: 'end',
      render: ({ price, maxPrice }) =>
        price && `${formatMoney(price)}${maxPrice ? ` – ${formatMoney(maxPrice)}` : ''}`,
      text: ({ price }) => price && plainMoney(price),
    },
    {
      key: 'available',
      title: t('available'),
      align: 'end',
      render: ({ available }) => formatNumber(BigInt(available)),
      text: ({ available }) => available,
    },
    {
      key: 'sold',
      title: t('sold'),
      align: 'end',
      render: ({ soldCount }) => formatNumber(BigInt(soldCount)),
      text: ({ soldCount }) => soldCount,
    },
    { key: 'brand', title: t('brand'), render: ({ brand }) => brand, extra: true },
    {
      key: 'shop',
      title: t('shop'),
      render: ({ shopId }) => <Link to={`/shops/${shopId}`}>{shopId}</Link>,
      text: ({ shopId }) => shopId,
    },
    {
      key: 'updated',
      title: t('updated'),
      render: ({ updatedAt }) => <When time={updatedAt} />,
      text: ({ updatedAt }) => updatedAt && plainTime(updatedAt),
    },
  ];
}

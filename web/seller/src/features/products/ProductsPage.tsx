// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { SearchFilter } from '@ecommerce/console/list/Filters';
import { PAGE_MAX, useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatMoney, formatNumber, formatTime, plainMoney, plainTime } from '@ecommerce/shared/i18n/format';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { TabLinks } from '@ecommerce/shared/ui/TabLinks';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { stateOf, states, tones, type ProductSummary } from '@/entities/product/product';
import { PRODUCTS, readProducts } from '@/entities/product/product_data';
import { BulkDeeds } from './BulkDeeds';
import styles from './ProductsPage.module.css';

export function Page() {
  const { t } = useTranslation('products');
  const address = useListAddress(['state', 'q']);
  const { state, q } = address.filters;
  const query = { state, query: q, pageSize: address.size, pageToken: address.token };
  const rows = useRows([...PRODUCTS, 'list', query], () => readProducts(query));
  const create = (
    <ButtonLink variant="primary" to="/products/new">
      {t('create')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t('products')}>{create}</PageHeader>
      <TabLinks
        label={t('products')}
        tabs={['', ...states].map((name) => ({
          to: name === '' ? '/products' : `/products?state=${name}`,
          text: name === '' ? t('all') : t(`state.${name as (typeof states)[number]}`),
          waiting: 0,
          current: state === name,
        }))}
      />
      <ListTable
        name="products"
        label={t('products')}
        address={address}
        rows={rows}
        read={(pageToken) => readProducts({ ...query, pageSize: PAGE_MAX, pageToken })}
        rowKey={(product) => product.id}
        columns={useProductColumns()}
        filters={
          <SearchFilter label={t('searchName')} value={q} onChange={(text) => address.change({ q: text })} />
        }
        bulk={{
          nameOf: (product) => product.name,
          actions: (chosen, done) => <BulkDeeds products={chosen} onDone={done} />,
        }}
        empty={{ title: t('none'), text: t('noneText'), action: create }}
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
      render: (product) => (
        <Link to={`/products/${product.id}`} className={styles.product}>
          <Photo picture={product.cover} alt="" className={styles.photo} />
          <span>{product.name}</span>
        </Link>
      ),
      text: (product) => product.name,
    },
    {
      key: 'state',
      title: t('stateTitle'),
      render: (product) => {
        const state = stateOf(product.state);
        return (
          <span className={styles.state}>
            <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
            {product.rejectReason !== '' && <span className={styles.reason}>{product.rejectReason}</span>}
          </span>
        );
      },
      text: (product) => t(`state.${stateOf(product.state)}`),
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
      key: 'stock',
      title: t('stock'),
      align: 'end',
      render: (product) => (
        <Link to={`/products/${product.id}/stock`} className={product.inStock ? undefined : styles.out}>
          {formatNumber(BigInt(product.available))}
        </Link>
      ),
      text: (product) => product.available,
    },
    {
      key: 'sold',
      title: t('sold'),
      align: 'end',
      render: (product) => formatNumber(BigInt(product.soldCount)),
      text: (product) => product.soldCount,
    },
    { key: 'brand', title: t('brand'), render: (product) => product.brand, extra: true },
    {
      key: 'updated',
      title: t('updated'),
      render: (product) => product.updatedAt && formatTime(product.updatedAt),
      text: (product) => product.updatedAt && plainTime(product.updatedAt),
    },
  ];
}

// SPDX-License-Identifier: Apache-2.0
// All that a decision about a product is made on: pictures, facts, specification, SKUs, description.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatMoney, formatNumber, useLocalName } from '@ecommerce/shared/i18n/format';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Facts } from '@/entities/detail/Facts';
import { Stack } from '@/entities/detail/Stack';
import { When } from '@/entities/detail/When';
import { useCategoryPath, type Product } from './products_data';
import styles from './ProductView.module.css';

export function ProductView({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  const localName = useLocalName();
  const path = useCategoryPath(product.categoryId).data ?? [];
  return (
    <Stack>
      <Panel title={t('facts')}>
        {product.subtitle && <p className={styles.subtitle}>{product.subtitle}</p>}
        <Facts
          facts={[
            { name: t('rejectReason'), value: product.rejectReason },
            { name: t('category'), value: path.map(localName).join(' / ') },
            { name: t('brand'), value: product.brand },
            { name: t('tags'), value: product.tags.join(' · ') },
            { name: t('shop'), value: <Link to={`/shops/${product.shopId}`}>{product.shopId}</Link> },
            { name: t('sold'), value: formatNumber(BigInt(product.soldCount)) },
            { name: t('created'), value: <When time={product.createdAt} /> },
            { name: t('updated'), value: <When time={product.updatedAt} /> },
            { name: t('published'), value: product.publishedAt && <When time={product.publishedAt} /> },
          ]}
        />
      </Panel>
      <Panel title={t('pictures')}>
        {product.pictures.length === 0 ? (
          <p>{t('noPictures')}</p>
        ) : (
          <ul className={styles.pictures}>
            {product.pictures.map((picture) => (
              <li key={picture.url}>
                <a href={picture.url} target="_blank" rel="noreferrer">
                  <Photo
                    picture={picture}
                    alt={picture.alt || product.name}
                    sizes="160px"
                    className={styles.photo}
                  />
                </a>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('skus')}>
        <Skus product={product} />
      </Panel>
      {product.attributes.length > 0 && (
        <Panel title={t('attributes')}>
          <Facts facts={product.attributes} />
        </Panel>
      )}
      <Panel title={t('description')}>
        <p className={styles.description}>{product.description || t('noDescription')}</p>
      </Panel>
    </Stack>
  );
}

function Skus({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  return (
    // A wide table scrolls by the keyboard, too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('skus')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('options')}</th>
            <th scope="col" className={styles.number}>
              {t('price')}
            </th>
            <th scope="col" className={styles.number}>
              {t('listPrice')}
            </th>
            <th scope="col" className={styles.number}>
              {t('available')}
            </th>
            <th scope="col" className={styles.number}>
              {t('weight')}
            </th>
            <th scope="col">{t('code')}</th>
          </tr>
        </thead>
        <tbody>
          {product.skus.map((sku) => (
            <tr key={sku.id}>
              <th scope="row">{sku.optionValues.join(' / ') || t('single')}</th>
              <td className={styles.number}>{sku.price && formatMoney(sku.price)}</td>
              <td className={styles.number}>{sku.listPrice && formatMoney(sku.listPrice)}</td>
              <td className={styles.number}>{formatNumber(BigInt(sku.available))}</td>
              <td className={styles.number}>{sku.weightGrams > 0 && formatNumber(sku.weightGrams)}</td>
              <td>{sku.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

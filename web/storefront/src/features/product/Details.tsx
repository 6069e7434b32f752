// SPDX-License-Identifier: Apache-2.0
// The description and the specifications.
import { useTranslation } from 'react-i18next';
import { Panel } from '@ecommerce/shared/ui/Panel';
import styles from './Details.module.css';
import type { Product, Sku } from './options';
import { paragraphs } from './paragraphs';

export function Details({ product, sku }: { product: Product; sku: Sku | undefined }) {
  const { t } = useTranslation(['product']);
  const text = paragraphs(product.description);
  const facts = [
    ...product.attributes,
    ...(sku && sku.weightGrams > 0
      ? [{ name: t('weight'), value: t('grams', { count: sku.weightGrams }) }]
      : []),
    ...(sku && sku.code !== '' ? [{ name: t('code'), value: sku.code }] : []),
  ];
  return (
    <Panel className={styles.details}>
      {facts.length > 0 && (
        <div>
          <h2 className={styles.title}>{t('specifications')}</h2>
          <dl className={styles.facts}>
            {facts.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {text.length > 0 && (
        <div>
          <h2 className={styles.title}>{t('description')}</h2>
          <div className={styles.text}>
            {text.map((part, index) => (
              <p key={index}>{part}</p>
            ))}
          </div>
        </div>
      )}
    </Panel>
  );
}

// SPDX-License-Identifier: Apache-2.0
// What a buyer chooses between, and the SKU that each choice leads to.
import PlusOutlined from '@ant-design/icons-svg/es/asn/PlusOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { OptionEditor } from './OptionEditor';
import { PasteDialog } from './PasteDialog';
import type { ProductValues } from './product_form';
import { adopt, OPTIONS_MAX, rowsFor, type Option } from './sku_grid';
import { SkuGrid } from './SkuGrid';
import styles from './SkuSection.module.css';

type Skus = ProductValues['skus'];

export function SkuSection({
  value,
  error,
  stockAt,
  onChange,
}: {
  value: Skus;
  error: string | undefined;
  // Where the stock of SKUs that exist is changed.
  stockAt: string | undefined;
  onChange: (value: Skus) => void;
}) {
  const { t } = useTranslation('products');
  const [pasting, setPasting] = useState(false);
  const { options, rows } = value;
  const change = (next: Option[]) => onChange({ options: next, rows: rowsFor(next, rows) });
  return (
    <div className={styles.section}>
      {options.map((option, index) => (
        <OptionEditor
          key={index}
          number={index + 1}
          option={option}
          onChange={(changed) => change(options.map((each, at) => (at === index ? changed : each)))}
          onRemove={() => change(options.filter((_, at) => at !== index))}
        />
      ))}
      <div className={styles.actions}>
        {options.length < OPTIONS_MAX && (
          <Button onClick={() => onChange({ rows, options: [...options, { name: '', values: [] }] })}>
            <Icon icon={PlusOutlined} /> {t('addOption')}
          </Button>
        )}
        <Button onClick={() => setPasting(true)}>{t('pasteSheet')}</Button>
        <span className={styles.count}>{t('skuCount', { count: rows.length })}</span>
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <SkuGrid
        options={options}
        rows={rows}
        stockAt={stockAt}
        marked={error !== undefined}
        onChange={(next) => onChange({ options, rows: next })}
      />
      {pasting && (
        <PasteDialog
          onClose={() => setPasting(false)}
          onTake={(sheet) => onChange({ options: sheet.options, rows: adopt(sheet.rows, rows) })}
        />
      )}
    </div>
  );
}

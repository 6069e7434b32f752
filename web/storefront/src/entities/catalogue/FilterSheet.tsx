// SPDX-License-Identifier: Apache-2.0
// The filters on phones: chosen in a sheet, applied together.
import FilterOutlined from '@ant-design/icons-svg/es/asn/FilterOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { Icon } from '@ecommerce/shared/ui/Icon';
import type { Facets } from './facets';
import { FilterForm } from './FilterForm';
import styles from './FilterSheet.module.css';
import { clearFilters, countFilters, type ProductFilters } from './product_filters';

export function FilterSheet({
  filters,
  facets,
  onChange,
}: {
  filters: ProductFilters;
  facets: Facets;
  onChange: (filters: ProductFilters) => void;
}) {
  const { t } = useTranslation('catalogue');
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(filters);
  const [resets, setResets] = useState(0);
  const count = countFilters(filters);
  return (
    <>
      <button
        type="button"
        className={styles.opener}
        aria-haspopup="dialog"
        onClick={() => {
          setDraft(filters);
          setOpen(true);
        }}
      >
        <Icon icon={FilterOutlined} />
        {t('filters')}
        {count > 0 && <span className={styles.count}>{count}</span>}
      </button>
      <Dialog
        title={t('filters')}
        open={open}
        onClose={() => setOpen(false)}
        footer={
          <div className={styles.actions}>
            <Button
              size="large"
              onClick={() => {
                setDraft(clearFilters(draft));
                setResets(resets + 1);
              }}
            >
              {t('reset')}
            </Button>
            <Button
              size="large"
              variant="primary"
              onClick={() => {
                setOpen(false);
                onChange(draft);
              }}
            >
              {t('showProducts')}
            </Button>
          </div>
        }
      >
        <FilterForm
          key={resets}
          live
          filters={draft}
          facets={facets}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
      </Dialog>
    </>
  );
}

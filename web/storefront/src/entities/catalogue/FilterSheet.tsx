// SPDX-License-Identifier: Apache-2.0
// The filters on phones: chosen in a sheet, applied together.
import FilterOutlined from '@ant-design/icons-svg/es/asn/FilterOutlined';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { Icon } from '@ecommerce/shared/ui/Icon';
import styles from './FilterSheet.module.css';

export function FilterSheet<Filters>({
  filters,
  count,
  clear,
  form,
  action,
  onChange,
}: {
  filters: Filters;
  // How many of them narrow the list.
  count: number;
  clear: (filters: Filters) => Filters;
  form: (draft: Filters, change: (change: Partial<Filters>) => void) => React.ReactNode;
  // What the button says that applies them.
  action: (draft: Filters) => React.ReactNode;
  onChange: (filters: Filters) => void;
}) {
  const { t } = useTranslation('catalogue');
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(filters);
  const [resets, setResets] = useState(0);
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
                setDraft(clear(draft));
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
              {action(draft)}
            </Button>
          </div>
        }
      >
        <Fragment key={resets}>{form(draft, (change) => setDraft({ ...draft, ...change }))}</Fragment>
      </Dialog>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
// A whole table from a spreadsheet becomes options and SKUs. Says what it would be before it is.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { sheetOf, type Option, type SkuRow } from './sku_grid';
import styles from './SkuSection.module.css';

export function PasteDialog({
  onTake,
  onClose,
}: {
  onTake: (sheet: { options: Option[]; rows: SkuRow[] }) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['products', 'common']);
  const [text, setText] = useState('');
  const id = useId();
  const sheet = sheetOf(text);
  return (
    <Dialog
      title={t('pasteSheet')}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            disabled={'problem' in sheet}
            onClick={() => {
              if ('problem' in sheet) return;
              onTake(sheet);
              onClose();
            }}
          >
            {t('takeSheet')}
          </Button>
        </>
      }
    >
      <label htmlFor={id}>{t('pasteHint')}</label>
      <textarea
        id={id}
        className={styles.paste}
        spellCheck={false}
        placeholder={t('pasteExample')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p role="status" className={'problem' in sheet && text.trim() !== '' ? styles.error : undefined}>
        {'problem' in sheet
          ? text.trim() !== '' && t(`sheetProblem.${sheet.problem}`, { line: sheet.line })
          : t('sheetFound', {
              count: sheet.rows.length,
              options: sheet.options.map(({ name, values }) => `${name} (${values.length})`).join(', '),
            })}
      </p>
    </Dialog>
  );
}

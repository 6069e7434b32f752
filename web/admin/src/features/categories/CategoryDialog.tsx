// SPDX-License-Identifier: Apache-2.0
// Adds a category, or renames, orders and moves one.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { SelectField, TextField } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { saveCategory, type CategoryValues } from './categories_data';
import styles from './CategoryDialog.module.css';
import { parentsFor, type Category } from './tree';

const INDENT = '\u2003';

export function CategoryDialog({
  tree,
  category,
  parent,
  onClose,
}: {
  tree: Category[];
  // Nothing for a new one.
  category?: Category | undefined;
  // Of a new one; nothing for the top level.
  parent?: Category | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation(['categories', 'common']);
  const localName = useLocalName();
  const client = useQueryClient();
  const keys = useKeyring();
  const [tried, setTried] = useState(false);
  const [values, setValues] = useState<CategoryValues>({
    parentId: category?.parentId ?? parent?.id ?? '0',
    name: category?.name ?? '',
    nameEn: category?.nameEn ?? '',
    sortOrder: String(category?.sortOrder ?? 0),
  });
  const set = (changes: Partial<CategoryValues>) => setValues((before) => ({ ...before, ...changes }));
  const noName = values.name.trim() === '';
  const badOrder = !/^\d{1,6}$/.test(values.sortOrder) || Number(values.sortOrder) > 100_000;
  const save = useMutation({
    mutationFn: () => saveCategory(category?.id ?? '', values, keys.keyFor(values)),
    onSuccess: async () => {
      toast.success(t(category ? 'saved' : 'added', { name: values.name.trim() }));
      onClose();
      await client.invalidateQueries();
    },
  });
  const title = category
    ? t('editTitle', { name: localName(category) })
    : parent
      ? t('addBelowTitle', { name: localName(parent) })
      : t('addTitle');
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            busy={save.isPending}
            onClick={() => {
              setTried(true);
              if (!noName && !badOrder) save.mutate();
            }}
          >
            {t('common:save')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField
          label={t('name')}
          maxLength={40}
          value={values.name}
          error={tried && noName ? t('needed') : undefined}
          onChange={({ target }) => set({ name: target.value })}
        />
        <TextField
          label={t('nameEn')}
          optional
          maxLength={60}
          value={values.nameEn}
          onChange={({ target }) => set({ nameEn: target.value })}
        />
        <SelectField
          label={t('parent')}
          value={values.parentId}
          onChange={({ target }) => set({ parentId: target.value })}
        >
          <option value="0">{t('top')}</option>
          {parentsFor(tree, category).map((each) => (
            <option key={each.id} value={each.id}>
              {INDENT.repeat(each.level)}
              {localName(each)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('order')}
          hint={t('orderHint')}
          inputMode="numeric"
          maxLength={6}
          value={values.sortOrder}
          error={tried && badOrder ? t('badOrder') : undefined}
          onChange={({ target }) => set({ sortOrder: target.value })}
        />
        <ErrorNote error={save.error} />
      </div>
    </Dialog>
  );
}

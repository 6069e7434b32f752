// SPDX-License-Identifier: Apache-2.0
// Deletes a category; its products move to another one.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { SelectField } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { deleteCategory } from './categories_data';
import { leavesBeside, type Category } from './tree';

export function DeleteDialog({
  tree,
  category,
  onClose,
  onDeleted,
}: {
  tree: Category[];
  category: Category;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { t } = useTranslation(['categories', 'common']);
  const localName = useLocalName();
  const client = useQueryClient();
  const [moveTo, setMoveTo] = useState('');
  const name = localName(category);
  const remove = useMutation({
    mutationFn: () => deleteCategory(category.id, moveTo),
    onSuccess: async () => {
      toast.success(t('removed', { name }));
      onDeleted();
      await client.invalidateQueries();
    },
  });
  return (
    <Dialog
      title={t('removeTitle', { name })}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <p>{t('removeText')}</p>
      <SelectField label={t('moveTo')} value={moveTo} onChange={({ target }) => setMoveTo(target.value)}>
        <option value="">{t('noMove')}</option>
        {leavesBeside(tree, category.id).map((leaf) => (
          <option key={leaf.id} value={leaf.id}>
            {localName(leaf)}
          </option>
        ))}
      </SelectField>
      <ErrorNote error={remove.error} />
    </Dialog>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { TextArea, TextField } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import type { Product, Sku } from '@/entities/product/product';
import { deltaOf, type Way } from './delta';
import { useAdjust } from './stock_data';
import styles from './StockPage.module.css';

const ways: Way[] = ['add', 'take', 'set'];

export function AdjustDialog({
  product,
  sku,
  name,
  onClose,
}: {
  product: Product;
  sku: Sku;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(['stock', 'common', 'console']);
  const [way, setWay] = useState<Way>('add');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const adjust = useAdjust(product.id, sku.id);
  const delta = deltaOf(way, text, sku.available);
  const send = () => {
    setTried(true);
    if (delta === undefined || reason.trim() === '' || adjust.isPending) return;
    adjust.mutate(
      { delta: String(delta), reason: reason.trim() },
      {
        onSuccess: () => {
          toast.success(t('adjusted', { name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t('adjustTitle', { name })}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" busy={adjust.isPending} onClick={send}>
            {t('adjust')}
          </Button>
        </>
      }
    >
      <p>{t('availableNow', { number: formatNumber(BigInt(sku.available)) })}</p>
      <fieldset className={styles.ways}>
        <legend className="visually-hidden">{t('way')}</legend>
        {ways.map((each) => (
          <label key={each}>
            <input type="radio" name="way" checked={way === each} onChange={() => setWay(each)} />
            {t(`ways.${each}`)}
          </label>
        ))}
      </fieldset>
      <TextField
        label={t('pieces')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={7}
        value={text}
        hint={
          delta === undefined
            ? undefined
            : t('after', { number: formatNumber(BigInt(sku.available) + BigInt(delta)) })
        }
        error={tried && delta === undefined ? t('piecesWrong') : undefined}
        onChange={({ target }) => setText(target.value)}
      />
      <TextArea
        label={t('reason')}
        maxLength={200}
        rows={2}
        value={reason}
        error={tried && reason.trim() === '' ? t('console:needed') : undefined}
        onChange={({ target }) => setReason(target.value)}
      />
      <ErrorNote error={adjust.error} />
    </Dialog>
  );
}

// SPDX-License-Identifier: Apache-2.0
// One text with name, phone and address, taken apart into the form's fields.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextArea } from '@ecommerce/shared/ui/Field';
import { toast } from '@ecommerce/shared/ui/Toast';
import styles from './Address.module.css';
import { regionTable } from './address_data';
import { readAddress, type PastedAddress } from './paste';

export function AddressPaste({ onRead }: { onRead: (address: PastedAddress) => void }) {
  const { t } = useTranslation('address');
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const read = async (pasted: string) => {
    if (pasted.trim() === '') return;
    setBusy(true);
    try {
      const found = await readAddress(pasted, regionTable(client));
      onRead(found);
      const missing = (['recipient', 'phone', 'district', 'street'] as const).filter(
        (name) => found[name] === '',
      );
      setNote(
        missing.length === 0
          ? t('pasteDone')
          : t('pasteMissing', {
              fields: missing.map((name) => t(name === 'district' ? 'region' : name)).join(t('listComma')),
            }),
      );
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.paste}>
      <TextArea
        label={t('paste')}
        rows={2}
        maxLength={500}
        placeholder={t('pasteExample')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPaste={(event) => {
          // A text pasted into the empty box is read at once.
          if (text === '') void read(event.clipboardData.getData('text'));
        }}
      />
      <div className={styles.pasteRow}>
        <p aria-live="polite">{note}</p>
        <Button busy={busy} disabled={text.trim() === ''} onClick={() => void read(text)}>
          {t('pasteRead')}
        </Button>
      </div>
    </div>
  );
}

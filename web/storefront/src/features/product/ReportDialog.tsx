// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { SelectField, TextArea } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useReport } from '@/entities/review/review_data';

const REASONS = ['ABUSE', 'ADVERTISING', 'FALSE', 'PRIVACY', 'ILLEGAL', 'OTHER'] as const;

export function ReportDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation(['reviews', 'common']);
  const [reason, setReason] = useState<(typeof REASONS)[number]>('ABUSE');
  const [text, setText] = useState('');
  const report = useReport();
  const send = () =>
    report.mutate(
      { id, reason: `REPORT_REASON_${reason}`, text },
      {
        onSuccess: () => {
          toast.success(t('reported'));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      title={t('reportTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" busy={report.isPending} onClick={send}>
            {t('report')}
          </Button>
        </>
      }
    >
      <SelectField
        label={t('reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value as typeof reason)}
      >
        {REASONS.map((each) => (
          <option key={each} value={each}>
            {t(`reasons.${each}`)}
          </option>
        ))}
      </SelectField>
      <TextArea
        label={t('reportText')}
        optional
        maxLength={500}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <ErrorNote error={report.error} />
    </Dialog>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Takes the list as it is filtered, all its pages, into a file. Says how far it is, and can be stopped.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '@ecommerce/shared/i18n/error_text';
import { formatNumber } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { toast } from '@ecommerce/shared/ui/Toast';
import { download, writeSheet } from '../sheet/csv';
import type { Column } from './columns';
import { exportRows, ROWS_MAX } from './export_rows';
import type { Page } from './useRows';

export function ExportButton<Row>({
  name,
  columns,
  read,
}: {
  name: string;
  columns: Column<Row>[];
  read: (token: string) => Promise<Page<Row>>;
}) {
  const { t } = useTranslation('console');
  const [rows, setRows] = useState<number>();
  const stop = useRef(false);
  useEffect(
    () => () => {
      stop.current = true;
    },
    [],
  );
  const run = async () => {
    stop.current = false;
    setRows(0);
    try {
      const file = await exportRows(columns, read, setRows, () => stop.current);
      if (!file) return;
      download(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, await writeSheet(file.lines));
      if (file.cut) toast.error(t('exportCut', { number: formatNumber(ROWS_MAX) }));
    } catch (error) {
      toast.error(errorText(error));
    } finally {
      setRows(undefined);
    }
  };
  if (rows === undefined)
    return (
      <Button variant="text" onClick={() => void run()}>
        {t('export')}
      </Button>
    );
  return (
    <>
      <span role="status">{t('exporting', { number: formatNumber(rows) })}</span>
      <Button
        size="small"
        onClick={() => {
          stop.current = true;
        }}
      >
        {t('sheetStop')}
      </Button>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
// The SKUs as a sheet: a range that was copied elsewhere is pasted from any cell on, and the first line fills a column.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isFine } from './product_form';
import { cellsOf, fields, spread, type Field, type Option, type SkuRow } from './sku_grid';
import styles from './SkuSection.module.css';

// The seller's own number is of one SKU alone.
const filled: Field[] = ['price', 'listPrice', 'stock', 'weight', 'volume'];

export function SkuGrid({
  options,
  rows,
  stockAt,
  marked,
  onChange,
}: {
  options: Option[];
  rows: SkuRow[];
  stockAt: string | undefined;
  // Cells that cannot be sent are marked also where nothing was typed.
  marked: boolean;
  onChange: (rows: SkuRow[]) => void;
}) {
  const { t } = useTranslation('products');
  const set = (index: number, field: Field, text: string) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [field]: text } : row)));
  const fill = (field: Field, text: string) =>
    onChange(rows.map((row) => (field === 'stock' && row.id !== '' ? row : { ...row, [field]: text })));
  const paste = (event: React.ClipboardEvent, index: number, field: Field) => {
    const cells = cellsOf(event.clipboardData.getData('text/plain'));
    if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    onChange(spread(rows, cells, index, field));
  };
  return (
    <div className={styles.frame}>
      <table className={styles.grid} aria-label={t('skus')}>
        <thead>
          <tr>
            {options.map(({ name }, index) => (
              <th key={index} scope="col">
                {name || t('optionNumber', { number: index + 1 })}
              </th>
            ))}
            {fields.map((field) => (
              <th key={field} scope="col">
                {t(`field.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length > 1 && (
            <tr className={styles.all}>
              {options.length > 0 && (
                <th scope="row" colSpan={options.length}>
                  {t('fillAll')}
                </th>
              )}
              {fields.map((field) => (
                <td key={field}>
                  {filled.includes(field) && (
                    <input
                      aria-label={t('fillColumn', { field: t(`field.${field}`) })}
                      inputMode="decimal"
                      onKeyDown={(event) => {
                        if (event.key !== 'Enter') return;
                        event.preventDefault();
                        event.currentTarget.blur();
                      }}
                      onBlur={({ target }) => {
                        if (target.value.trim() !== '') fill(field, target.value);
                        target.value = '';
                      }}
                    />
                  )}
                </td>
              ))}
            </tr>
          )}
          {rows.map((row, index) => (
            <tr key={JSON.stringify(row.optionValues)}>
              {row.optionValues.map((value, at) => (
                <td key={at}>{value}</td>
              ))}
              {fields.map((field) => (
                <td key={field}>
                  {field === 'stock' && row.id !== '' && stockAt ? (
                    <Link to={stockAt}>{row.stock}</Link>
                  ) : (
                    <input
                      aria-label={[...row.optionValues, t(`field.${field}`)].join(' ')}
                      aria-invalid={(marked || row[field] !== '') && !isFine(row, field) ? true : undefined}
                      inputMode={field === 'code' ? 'text' : 'decimal'}
                      autoComplete="off"
                      maxLength={60}
                      value={row[field]}
                      onChange={({ target }) => set(index, field, target.value)}
                      onPaste={(event) => paste(event, index, field)}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

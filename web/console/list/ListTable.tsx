// SPDX-License-Identifier: Apache-2.0
// A list: filters above, a table with the columns that its reader chose (cards on a phone), a bar for what is done with
// several rows, and pages below.
import Table from 'antd/es/table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { Cards } from './Cards';
import { ColumnChoice } from './ColumnChoice';
import { useColumns, type Column } from './columns';
import { ExportButton } from './ExportButton';
import type { ListAddress } from './list_address';
import styles from './ListTable.module.css';
import { Pager } from './Pager';
import { useNarrow } from './useNarrow';
import type { Page, Rows } from './useRows';
import { Views } from './Views';

export interface Bulk<Row> {
  // What can be done with the rows that are chosen now.
  actions: (rows: Row[], done: () => void) => React.ReactNode;
  // What a row is called for screen readers.
  nameOf: (row: Row) => string;
}

interface ListTableProps<Row extends object> {
  // Names the choice of columns, the views and the file.
  name: string;
  label: string;
  address: ListAddress<string>;
  rows: Rows<Row>;
  rowKey: (row: Row) => string;
  columns: Column<Row>[];
  filters?: React.ReactNode;
  // Where the API tells it: how many there are.
  total?: { count: number; capped: boolean } | undefined;
  bulk?: Bulk<Row>;
  // Reads a page of the list as it is filtered, the largest that there is: it can be taken as a file.
  read?: (token: string) => Promise<Page<Row>>;
  // Where there is nothing yet: the next thing to do.
  empty: { title: string; text?: string; action?: React.ReactNode };
}

export function ListTable<Row extends object>(props: ListTableProps<Row>) {
  const { name, address, rows, columns, filters, bulk, rowKey, total } = props;
  const { t } = useTranslation('console');
  const choice = useColumns(name, columns);
  const [picked, setPicked] = useState<string[]>([]);
  const all = rows.data?.rows ?? [];
  const chosen = all.filter((row) => picked.includes(rowKey(row)));
  return (
    <section className={styles.list}>
      <div className={styles.bar}>
        <div className={styles.filters}>
          {filters}
          {address.filtered && (
            <Button variant="text" onClick={address.clear}>
              {t('clearFilters')}
            </Button>
          )}
        </div>
        {filters && <Views list={name} />}
        {props.read && <ExportButton name={name} columns={columns} read={props.read} />}
        <ColumnChoice columns={columns} isShown={choice.isShown} onToggle={choice.toggle} />
      </div>
      {bulk && chosen.length > 0 && (
        <div className={styles.bulk} role="region" aria-label={t('bulk')}>
          <span role="status">{t('chosen', { count: chosen.length })}</span>
          {bulk.actions(chosen, () => setPicked([]))}
          <Button variant="text" onClick={() => setPicked([])}>
            {t('chooseNone')}
          </Button>
        </div>
      )}
      <Body {...props} columns={choice.shown} picked={picked} onPick={setPicked} />
      <Pager
        address={address}
        nextToken={rows.data?.nextToken ?? ''}
        total={total}
        shown={all.length}
        busy={rows.isPlaceholderData}
      />
    </section>
  );
}

function Body<Row extends object>({
  label,
  address,
  rows,
  rowKey,
  columns,
  bulk,
  empty,
  picked,
  onPick,
}: ListTableProps<Row> & { picked: string[]; onPick: (keys: string[]) => void }) {
  const { t } = useTranslation('console');
  const narrow = useNarrow();
  if (rows.isPending)
    return (
      <Loading>
        <div className={styles.skeleton}>
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} height={44} />
          ))}
        </div>
      </Loading>
    );
  if (rows.isError) return <ErrorState error={rows.error} retry={() => void rows.refetch()} />;
  if (rows.data.rows.length === 0) {
    if (address.filtered)
      return (
        <EmptyState title={t('noMatch')} text={t('noMatchText')}>
          <Button onClick={address.clear}>{t('clearFilters')}</Button>
        </EmptyState>
      );
    return (
      <EmptyState title={empty.title} {...(empty.text && { text: empty.text })}>
        {empty.action}
      </EmptyState>
    );
  }
  if (narrow)
    return (
      <Cards
        label={label}
        rows={rows.data.rows}
        rowKey={rowKey}
        columns={columns}
        faded={rows.isPlaceholderData}
        {...(bulk && { nameOf: bulk.nameOf })}
        picked={picked}
        onPick={onPick}
      />
    );
  const direction = (key: string) =>
    address.sort === key ? ('ascend' as const) : address.sort === `-${key}` ? ('descend' as const) : null;
  return (
    <div className={classes(styles.table, rows.isPlaceholderData && styles.faded)}>
      <Table<Row>
        aria-label={label}
        size="middle"
        pagination={false}
        dataSource={rows.data.rows}
        rowKey={rowKey}
        {...(bulk && {
          rowSelection: {
            selectedRowKeys: picked,
            onChange: (keys: React.Key[]) => onPick(keys.map(String)),
            getCheckboxProps: (row: Row) => ({ 'aria-label': t('choose', { name: bulk.nameOf(row) }) }),
          },
        })}
        onChange={(_pages, _filters, sorter, { action }) => {
          if (action !== 'sort' || Array.isArray(sorter)) return;
          const key = String(sorter.columnKey ?? '');
          address.change({ sort: sorter.order ? (sorter.order === 'descend' ? `-${key}` : key) : '' });
        }}
        columns={columns.map(({ key, title, render, width, align, sortable }) => ({
          key,
          title,
          ...(width !== undefined && { width }),
          ...(align && { align }),
          ...(sortable && { sorter: true, sortOrder: direction(key) }),
          render: (_value: unknown, row: Row) => render(row),
        }))}
      />
    </div>
  );
}

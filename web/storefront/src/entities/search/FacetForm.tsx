// SPDX-License-Identifier: Apache-2.0
// What narrows a search, each choice with the number of products that it would show.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { classes } from '@ecommerce/shared/ui/classes';
import { Skeleton } from '@ecommerce/shared/ui/States';
import { useCategories } from '@/entities/catalogue/catalogue_data';
import { PriceBand } from '@/entities/catalogue/PriceBand';
import { Stars } from '@/entities/review/Stars';
import { categoryRows, toggledCategory } from './category_rows';
import styles from './FacetForm.module.css';
import type { Facets } from './search_data';
import { attributeOf, toggled, type SearchFilters } from './search_filters';
import { useBands } from './useBands';

type Change = (change: Partial<SearchFilters>) => void;

export function FacetForm({
  filters,
  facets,
  pending,
  onChange,
  live = false,
}: {
  filters: SearchFilters;
  facets: Facets | undefined;
  // Whether they are still on their way.
  pending: boolean;
  onChange: Change;
  // Tells prices while they are typed instead of when they are confirmed.
  live?: boolean;
}) {
  const { t } = useTranslation(['catalogue', 'search']);
  // Names of categories come from elsewhere; what came later would move all that is below.
  const names = useCategories();
  if (pending || names.isPending) return <Waiting />;
  if (!facets) return null;
  return (
    <div className={styles.form}>
      <CategoryFacet filters={filters} facets={facets} onChange={onChange} />
      <ValuesFacet
        legend={t('filterBrand')}
        values={facets.brands}
        chosen={filters.brands}
        facets={facets}
        onChange={(brands) => onChange({ brands })}
      />
      <PriceFacet filters={filters} facets={facets} onChange={onChange} live={live} />
      <RatingFacet filters={filters} facets={facets} onChange={onChange} />
      <AttributeFacets filters={filters} facets={facets} onChange={onChange} />
      <ValuesFacet
        legend={t('search:tags')}
        values={facets.tags}
        chosen={filters.tags}
        facets={facets}
        onChange={(tags) => onChange({ tags })}
      />
      <InStockFacet filters={filters} facets={facets} onChange={onChange} />
    </div>
  );
}

interface FacetOf {
  filters: SearchFilters;
  facets: Facets;
  onChange: Change;
}

function CategoryFacet({ filters: { categoryIds }, facets, onChange }: FacetOf) {
  const { t } = useTranslation('catalogue');
  const localName = useLocalName();
  const { data: tree = [] } = useCategories();
  const rows = categoryRows(tree, facets.categories, categoryIds);
  if (rows.length < 2 && categoryIds.length === 0) return null;
  return (
    <Folded
      legend={t('filterCategory')}
      rows={rows}
      atLeast={rows.findLastIndex(({ category }) => categoryIds.includes(category.id)) + 1}
      row={({ category, count, depth }) => (
        <Row
          key={category.id}
          type="checkbox"
          checked={categoryIds.includes(category.id)}
          onChange={() => onChange({ categoryIds: toggledCategory(tree, categoryIds, category.id) })}
          count={counted(count, facets)}
          depth={depth}
        >
          {localName(category)}
        </Row>
      )}
    />
  );
}

// More than that hide behind a button.
const ATTRIBUTES = 5;

function AttributeFacets({ filters, facets, onChange }: FacetOf) {
  const { t } = useTranslation('search');
  const [all, setAll] = useState(false);
  const chosen = filters.attributes.flatMap((text) => attributeOf(text) ?? []);
  const names = [
    ...new Set([...facets.attributes.map(({ name }) => name), ...chosen.map(({ name }) => name)]),
  ];
  // What is chosen does not hide.
  const few = Math.max(
    ATTRIBUTES,
    names.findLastIndex((name) => chosen.some((each) => each.name === name)) + 1,
  );
  const more = names.length > few + 1;
  return (
    <>
      {(all || !more ? names : names.slice(0, few)).map((name) => (
        <ValuesFacet
          key={name}
          legend={name}
          values={facets.attributes.find((facet) => facet.name === name)?.values ?? []}
          chosen={chosen.filter((each) => each.name === name).map(({ value }) => value)}
          facets={facets}
          onChange={(values) =>
            onChange({
              attributes: [
                ...filters.attributes.filter((text) => attributeOf(text)?.name !== name),
                ...values.map((value) => `${name}:${value}`),
              ],
            })
          }
        />
      ))}
      {more && (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('fewerAttributes') : t('moreAttributes', { count: names.length - few })}
        </button>
      )}
    </>
  );
}

function ValuesFacet({
  legend,
  values: known,
  chosen,
  facets,
  onChange,
}: {
  legend: string;
  values: Facets['brands'];
  chosen: readonly string[];
  facets: Facets;
  onChange: (chosen: readonly string[]) => void;
}) {
  // What is chosen can be seen, and dropped, also when no product has it.
  const missing = chosen.filter((value) => known.every((each) => each.value !== value));
  const values = [...known, ...missing.map((value) => ({ value, count: '0' }))];
  if (values.length < 2 && chosen.length === 0) return null;
  return (
    <Folded
      legend={legend}
      rows={values}
      // What is chosen does not hide.
      atLeast={values.findLastIndex(({ value }) => chosen.includes(value)) + 1}
      row={({ value, count }) => (
        <Row
          key={value}
          type="checkbox"
          checked={chosen.includes(value)}
          onChange={() => onChange(toggled(chosen, value))}
          count={counted(count, facets)}
        >
          {value}
        </Row>
      )}
    />
  );
}

function PriceFacet({ filters, facets, onChange, live }: FacetOf & { live: boolean }) {
  const { t } = useTranslation('catalogue');
  const { bands, text } = useBands(facets);
  const choices = bands.map(({ count, ...band }) => ({
    value: JSON.stringify(band),
    band,
    text: text(band),
    count: counted(count, facets),
  }));
  const { minPrice, maxPrice } = filters;
  const open = minPrice === '' && maxPrice === '';
  const own = <PriceBand band={filters} onChange={onChange} live={live} />;
  if (bands.length < 2)
    return (
      <fieldset>
        <legend className={styles.legend}>{t('filterPrice')}</legend>
        {own}
      </fieldset>
    );
  return (
    <Choices
      legend={t('filterPrice')}
      value={open ? '' : JSON.stringify({ minPrice, maxPrice })}
      choices={choices}
      onChange={(value) =>
        onChange(choices.find((choice) => choice.value === value)?.band ?? { minPrice: '', maxPrice: '' })
      }
    >
      {own}
    </Choices>
  );
}

function RatingFacet({ filters: { minRating }, facets, onChange }: FacetOf) {
  const { t } = useTranslation('search');
  if (facets.ratings.length === 0) return null;
  return (
    <Choices
      legend={t('rating')}
      value={minRating === 0 ? '' : String(minRating)}
      choices={facets.ratings.map(({ value, count }) => ({
        value,
        text: (
          <span className={styles.stars}>
            <Stars value={Number(value)} size={14} />
            {t('andUp')}
          </span>
        ),
        count: counted(count, facets),
      }))}
      onChange={(value) => onChange({ minRating: Number(value) })}
    />
  );
}

function InStockFacet({ filters: { inStock }, facets, onChange }: FacetOf) {
  const { t } = useTranslation('catalogue');
  return (
    <Row
      type="checkbox"
      checked={inStock}
      onChange={() => onChange({ inStock: !inStock })}
      count={counted(facets.inStock, facets)}
    >
      {t('filterInStock')}
    </Row>
  );
}

function counted(count: string | number, { approximate }: Facets): string {
  return `${Number(count).toLocaleString()}${approximate ? '+' : ''}`;
}

interface Choice {
  value: string;
  text: React.ReactNode;
  count: string;
}

// One of several, or any.
function Choices({
  legend,
  value,
  choices,
  onChange,
  children,
}: {
  legend: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  children?: React.ReactNode;
}) {
  const { t } = useTranslation('catalogue');
  const name = useId();
  const any: Choice = { value: '', text: t('filterAny'), count: '' };
  return (
    <Folded
      legend={legend}
      rows={[any, ...choices]}
      atLeast={choices.findIndex((choice) => choice.value === value) + 2}
      row={(choice) => (
        <Row
          key={choice.value}
          type="radio"
          name={name}
          checked={choice.value === value}
          onChange={() => onChange(choice.value)}
          count={choice.count}
        >
          {choice.text}
        </Row>
      )}
    >
      {children}
    </Folded>
  );
}

// More than that hide behind a button.
const SHOWN = 8;

function Folded<Item>({
  legend,
  rows,
  atLeast,
  row,
  children,
}: {
  legend: string;
  rows: readonly Item[];
  // So many first ones are never hidden.
  atLeast: number;
  row: (item: Item) => React.ReactNode;
  children?: React.ReactNode;
}) {
  const { t } = useTranslation('catalogue');
  const [all, setAll] = useState(false);
  const few = Math.max(SHOWN, atLeast);
  const more = rows.length > few + 2;
  return (
    <fieldset>
      <legend className={styles.legend}>{legend}</legend>
      {(all || !more ? rows : rows.slice(0, few)).map(row)}
      {more && (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('fewer') : t('moreChoices', { count: rows.length - few })}
        </button>
      )}
      {children}
    </fieldset>
  );
}

function Row({
  count,
  depth = 0,
  children,
  ...input
}: { count: string; depth?: number } & React.ComponentProps<'input'>) {
  return (
    <label className={classes(styles.row, count === '0' && styles.none)} data-depth={depth || undefined}>
      <input {...input} />
      <span className={styles.name}>{children}</span>
      <span className={styles.count}>{count}</span>
    </label>
  );
}

function Waiting() {
  return (
    <div className={styles.form} aria-hidden="true">
      {[6, 5, 4].map((rows) => (
        <div key={rows} className={styles.waiting}>
          <Skeleton width="40%" height={20} />
          {Array.from({ length: rows }, (_, index) => (
            <Skeleton key={index} height={16} width={`${90 - index * 7}%`} />
          ))}
        </div>
      ))}
    </div>
  );
}

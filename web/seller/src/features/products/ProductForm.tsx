// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Changed, EditForm, FormSection } from '@ecommerce/console/form/EditForm';
import { useEdit, type Version } from '@ecommerce/console/form/useEdit';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { TextArea, TextField } from '@ecommerce/shared/ui/Field';
import { toast } from '@ecommerce/shared/ui/Toast';
import { PicturesField } from '@/entities/picture/PicturesField';
import type { Product } from '@/entities/product/product';
import { present, readProduct, useCategories, useProductsChanged } from '@/entities/product/product_data';
import { AttributeFields } from './AttributeFields';
import { CategoryField } from './CategoryField';
import { FreightField } from './FreightField';
import {
  createRequest,
  PICTURES_MAX,
  problemsOf,
  updateRequest,
  versionOf,
  type ProductValues,
} from './product_form';
import { SkuSection } from './SkuSection';

export function ProductForm({
  product,
  version,
  note,
}: {
  // Nothing for a new one.
  product?: Product;
  version: Version<ProductValues>;
  // What saving does to a product in this state.
  note: string;
}) {
  const { t } = useTranslation('products');
  const texts = (problems: ReturnType<typeof problemsOf>) =>
    Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, t(`problem.${problem}`)]));
  const save = useSave(product);
  const edit = useEdit<ProductValues>({
    version,
    save,
    check: (values) => texts(problemsOf(values, version.values.pictures.length > 0 && product !== undefined)),
    ...(product && { reload: async () => versionOf(await readProduct(product.id)) }),
  });
  const { values, set, isChanged, problems } = edit;
  const categories = useCategories();
  return (
    <EditForm
      edit={edit}
      labels={useLabels()}
      describe={describe}
      always={product === undefined}
      action={product ? undefined : t('createDraft')}
    >
      <FormSection title={t('basics')} note={note}>
        <Changed when={isChanged('name')}>
          <TextField
            label={t('name')}
            maxLength={120}
            value={values.name}
            error={problems.name}
            onChange={({ target }) => set('name', target.value)}
          />
        </Changed>
        <Changed when={isChanged('subtitle')}>
          <TextField
            label={t('subtitle')}
            optional
            maxLength={120}
            value={values.subtitle}
            onChange={({ target }) => set('subtitle', target.value)}
          />
        </Changed>
        <Changed when={isChanged('categoryId')}>
          <CategoryField
            categories={categories.data ?? []}
            value={values.categoryId}
            error={problems.categoryId}
            onChange={(id) => set('categoryId', id)}
          />
        </Changed>
        <Changed when={isChanged('brand')}>
          <TextField
            label={t('brand')}
            optional
            maxLength={60}
            value={values.brand}
            onChange={({ target }) => set('brand', target.value)}
          />
        </Changed>
      </FormSection>
      <FormSection title={t('pictures')} note={t('picturesNote')}>
        <Changed when={isChanged('pictures')}>
          <PicturesField
            label={t('pictures')}
            max={PICTURES_MAX}
            pictures={values.pictures}
            error={problems.pictures}
            onChange={(change) => edit.update('pictures', change)}
          />
        </Changed>
      </FormSection>
      <FormSection title={t('skus')} note={t('skusNote')}>
        <Changed when={isChanged('skus')}>
          <SkuSection
            value={values.skus}
            error={problems.skus}
            stockAt={product ? `/products/${product.id}/stock` : undefined}
            onChange={(skus) => set('skus', skus)}
          />
        </Changed>
      </FormSection>
      <FormSection title={t('freight')} note={t('freightNote')}>
        <Changed when={isChanged('freightTemplateId')}>
          <FreightField value={values.freightTemplateId} onChange={(id) => set('freightTemplateId', id)} />
        </Changed>
      </FormSection>
      <FormSection title={t('description')}>
        <Changed when={isChanged('description')}>
          <TextArea
            label={t('description')}
            hiddenLabel
            rows={8}
            maxLength={20_000}
            value={values.description}
            hint={t('descriptionHint')}
            onChange={({ target }) => set('description', target.value)}
          />
        </Changed>
        <Changed when={isChanged('tags')}>
          <TextField
            label={t('tags')}
            optional
            hint={t('tagsHint')}
            value={values.tags.join(', ')}
            onChange={({ target }) => set('tags', tagsOf(target.value))}
          />
        </Changed>
      </FormSection>
      <AttributeFields
        categories={categories.data ?? []}
        categoryId={values.categoryId}
        values={values.attributes}
        changed={isChanged('attributes')}
        onChange={(attributes) => set('attributes', attributes)}
      />
    </EditForm>
  );
}

// While a tag is typed its end may be a comma or a space.
function tagsOf(text: string): string[] {
  const tags = text.split(/[,，]\s*/);
  return tags.filter((tag, index) => tag !== '' || index === tags.length - 1).slice(0, 20);
}

function useLabels(): Record<keyof ProductValues, string> {
  const { t } = useTranslation('products');
  return {
    name: t('name'),
    subtitle: t('subtitle'),
    categoryId: t('category'),
    brand: t('brand'),
    description: t('description'),
    pictures: t('pictures'),
    attributes: t('attributes'),
    tags: t('tags'),
    skus: t('skus'),
    freightTemplateId: t('freight'),
  };
}

function describe(name: keyof ProductValues, value: unknown): string {
  switch (name) {
    case 'pictures':
      return (value as ProductValues['pictures']).map(({ url }) => url).join('\n');
    case 'attributes':
      return Object.entries(value as ProductValues['attributes'])
        .map(([key, text]) => `${key}: ${text}`)
        .join('\n');
    case 'tags':
      return (value as string[]).join(', ');
    case 'skus':
      return (value as ProductValues['skus']).rows
        .map(({ optionValues, price }) => `${optionValues.join(' / ')} ${price}`)
        .join('\n');
    default:
      return String(value);
  }
}

function useSave(product: Product | undefined) {
  const { t } = useTranslation('products');
  const changedInLists = useProductsChanged();
  const keys = useKeyring();
  const navigate = useNavigate();
  const clean = (values: ProductValues): ProductValues => ({
    ...values,
    tags: [...new Set(values.tags.map((tag) => tag.trim()))].filter(Boolean),
  });
  return async (typed: ProductValues, changed: (keyof ProductValues)[], base: Version<ProductValues>) => {
    const values = clean(typed);
    const saved = product
      ? await unwrap(
          api.PATCH('/v1/products/{id}', {
            params: { path: { id: product.id } },
            body: updateRequest(values, base.values, changed, base.etag),
          }),
        )
      : await unwrap(
          api.POST('/v1/products', {
            params: { header: { 'Idempotency-Key': keys.keyFor(values) } },
            body: createRequest(values),
          }),
        );
    const now = present(saved.product);
    await changedInLists(now);
    toast.success(t(product ? 'saved' : 'created', { name: now.name }));
    // Once the form has taken what was saved, there is nothing to be lost by leaving.
    if (!product) setTimeout(() => void navigate(`/products/${now.id}`, { replace: true }));
    return versionOf(now);
  };
}

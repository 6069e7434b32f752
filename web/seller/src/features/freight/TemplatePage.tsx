// SPDX-License-Identifier: Apache-2.0
// One template, or a new one, with the tester below.
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Changed, EditForm, FormSection } from '@ecommerce/console/form/EditForm';
import { useEdit, type Version } from '@ecommerce/console/form/useEdit';
import {
  blankFreight,
  termsOf,
  versionOf,
  type FreightValues,
} from '@ecommerce/console/freight/freight_form';
import { FreightTester } from '@ecommerce/console/freight/FreightTester';
import { TermsFields } from '@ecommerce/console/freight/TermsFields';
import { useFreightWords } from '@ecommerce/console/freight/useFreightWords';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { TextField } from '@ecommerce/shared/ui/Field';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { ErrorState } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import {
  present,
  readTemplate,
  useTemplate,
  useTemplatesChanged,
  type FreightTemplate,
} from '@/entities/freight/freight_data';

export function Page() {
  const { templateId = '' } = useParams();
  const { t } = useTranslation('templates');
  const template = useTemplate(templateId);
  if (templateId !== '' && template.isPending) return <PageLoading />;
  if (templateId !== '' && template.isError)
    return <ErrorState whole error={template.error} retry={() => void template.refetch()} />;
  return (
    <>
      <PageHeader title={template.data?.name ?? t('create')} back={{ to: '/freight', text: t('title') }} />
      <TemplateForm key={templateId} template={template.data} />
    </>
  );
}

function TemplateForm({ template }: { template: FreightTemplate | undefined }) {
  const { t } = useTranslation('templates');
  const id = template?.id;
  const words = useFreightWords(true);
  const edit = useEdit<FreightValues>({
    version: template ? versionOf(template) : blankFreight,
    check: words.check,
    save: useSave(id),
    ...(id !== undefined && { reload: async () => versionOf(await readTemplate(id)) }),
  });
  return (
    <EditForm
      edit={edit}
      labels={{ name: t('name'), ...words.labels }}
      describe={words.describe}
      always={id === undefined}
      action={id === undefined ? t('createIt') : undefined}
    >
      <FormSection title={t('basics')} note={t('nameNote')}>
        <Changed when={edit.isChanged('name')}>
          <TextField
            label={t('name')}
            maxLength={60}
            value={edit.values.name}
            error={edit.problems.name}
            onChange={({ target }) => edit.set('name', target.value)}
          />
        </Changed>
      </FormSection>
      <TermsFields edit={edit} basisFixed={id !== undefined} />
      <FreightTester values={edit.values} />
    </EditForm>
  );
}

function useSave(id: string | undefined) {
  const { t } = useTranslation('templates');
  const changed = useTemplatesChanged();
  const keys = useKeyring();
  const navigate = useNavigate();
  return async (
    values: FreightValues,
    _changed: (keyof FreightValues & string)[],
    base: Version<FreightValues>,
  ): Promise<Version<FreightValues>> => {
    const body = { name: values.name, terms: termsOf(values) };
    const reply =
      id === undefined
        ? await unwrap(
            api.POST('/v1/shop/freight-templates', {
              params: { header: { 'Idempotency-Key': keys.keyFor(body) } },
              body,
            }),
          )
        : await unwrap(
            api.PUT('/v1/shop/freight-templates/{id}', {
              params: { path: { id } },
              body: { ...body, etag: base.etag },
            }),
          );
    const saved = present(reply.freightTemplate);
    await changed(saved);
    toast.success(t('saved', { name: saved.name }));
    // Once the form has taken what was saved, there is nothing to be lost by leaving.
    if (id === undefined) setTimeout(() => void navigate(`/freight/${saved.id}`, { replace: true }));
    return versionOf(saved);
  };
}

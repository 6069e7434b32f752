// SPDX-License-Identifier: Apache-2.0
// The template that goods are sent by whose sellers have chosen none.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EditForm } from '@ecommerce/console/form/EditForm';
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
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { Button } from '@ecommerce/shared/ui/Button';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useDecide } from '@/entities/decision/useDecide';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';

const PLATFORM_FREIGHT = ['platform freight'];

// Null where there is none.
async function readTemplate(): Promise<Schemas['FreightTemplate'] | null> {
  return (await unwrap(api.GET('/v1/admin/freight-template'))).freightTemplate ?? null;
}

const versionAt = (template: Schemas['FreightTemplate'] | null): Version<FreightValues> =>
  template ? versionOf(template) : blankFreight;

export function Page() {
  const template = useQuery({ queryKey: PLATFORM_FREIGHT, queryFn: readTemplate });
  return (
    <Loaded whole query={template}>
      {(present) => <PlatformFreight key={present ? 'set' : 'unset'} template={present} />}
    </Loaded>
  );
}

function PlatformFreight({ template }: { template: Schemas['FreightTemplate'] | null }) {
  const { t } = useTranslation(['platformFreight', 'admin']);
  const decide = useDecide();
  const reset = () =>
    decide({
      title: t('resetTitle'),
      text: t('resetText'),
      action: t('reset'),
      danger: true,
      done: t('resetDone'),
      run: () =>
        unwrap(
          api.DELETE('/v1/admin/freight-template', { params: { query: { etag: template?.etag ?? '' } } }),
        ),
    });
  return (
    <>
      <PageHeader title={t('admin:freight')} note={template && <Tag tone="primary">{t('set')}</Tag>}>
        {template && <Button onClick={reset}>{t('reset')}</Button>}
      </PageHeader>
      <Stack>
        <p>{t(template ? 'note' : 'unset')}</p>
        <TemplateForm template={template} />
      </Stack>
    </>
  );
}

function TemplateForm({ template }: { template: Schemas['FreightTemplate'] | null }) {
  const { t } = useTranslation('platformFreight');
  const client = useQueryClient();
  const words = useFreightWords(false);
  const edit = useEdit<FreightValues>({
    version: versionAt(template),
    check: words.check,
    save: async (values, _changed, { etag }) => {
      const body = { terms: termsOf(values), etag };
      const saved = (await unwrap(api.PUT('/v1/admin/freight-template', { body }))).freightTemplate ?? null;
      client.setQueryData(PLATFORM_FREIGHT, saved);
      toast.success(t('saved'));
      return versionAt(saved);
    },
    reload: async () => versionAt(await readTemplate()),
  });
  return (
    <EditForm
      edit={edit}
      labels={{ name: '', ...words.labels }}
      describe={words.describe}
      always={template === null}
    >
      <TermsFields edit={edit} basisFixed={false} />
      <FreightTester values={edit.values} />
    </EditForm>
  );
}

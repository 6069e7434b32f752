// SPDX-License-Identifier: Apache-2.0
// The words of one message in one language: written, looked at, sent to oneself, and every earlier version.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button } from '@ecommerce/shared/ui/Button';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';
import { When } from '@/entities/detail/When';
import { channelOf, keyOf, kindOf, languageOf, type Template, type TemplateKey } from './template_text';
import { TemplateForm } from './TemplateForm';
import { readTemplate, readVersions, useTemplateDecisions } from './templates_data';

export function Page() {
  const key = keyOf(useSearchParams()[0]);
  return key ? <Named templateKey={key} /> : <Navigate to="/templates" replace />;
}

function Named({ templateKey: key }: { templateKey: TemplateKey }) {
  const template = useQuery({ queryKey: ['templates', 'one', key], queryFn: () => readTemplate(key) });
  return (
    <Loaded whole query={template}>
      {(found) => <TemplateView template={found} templateKey={key} />}
    </Loaded>
  );
}

function TemplateView({ template, templateKey: key }: { template: Template; templateKey: TemplateKey }) {
  const { t } = useTranslation(['templates', 'admin']);
  const { version, builtIn } = template;
  const decisions = useTemplateDecisions(key, version);
  const which = [
    `kinds.${kindOf(template)}`,
    `channels.${channelOf(key)}`,
    `languages.${languageOf(key)}`,
  ] as const;
  return (
    <>
      <PageHeader
        title={key.type}
        back={{ to: '/templates', text: t('admin:templates') }}
        note={
          <>
            {which.map((name) => (
              <Tag key={name}>{t(name)}</Tag>
            ))}
            {!builtIn && <Tag tone="primary">{t('versionNo', { version })}</Tag>}
          </>
        }
      >
        {channelOf(key) === 'MAIL' && <Button onClick={decisions.sendTest}>{t('test')}</Button>}
        {!builtIn && <Button onClick={decisions.reset}>{t('reset')}</Button>}
      </PageHeader>
      <Stack>
        <TemplateForm key={JSON.stringify(key)} template={template} templateKey={key} />
        <h2>{t('versions')}</h2>
        <Versions key={version} templateKey={key} present={version} />
      </Stack>
    </>
  );
}

function Versions({ templateKey: key, present }: { templateKey: TemplateKey; present: number }) {
  const { t } = useTranslation('templates');
  const address = useListAddress([]);
  const paging = { pageSize: address.size, pageToken: address.token };
  const rows = useRows(['templates', 'versions', key, paging], () => readVersions(key, paging));
  const { restore } = useTemplateDecisions(key, present);
  return (
    <ListTable
      name="template-versions"
      label={t('versions')}
      address={address}
      rows={rows}
      rowKey={({ version }) => String(version)}
      columns={[
        { key: 'version', title: t('version'), fixed: true, render: ({ version }) => version },
        {
          key: 'title',
          title: t('title'),
          render: ({ title }) => (title === '' ? t('builtIn') : title),
        },
        { key: 'body', title: t('body'), render: ({ body }) => body },
        { key: 'author', title: t('author'), render: ({ authorId }) => t('userNo', { id: authorId }) },
        { key: 'when', title: t('when'), render: ({ createdAt }) => <When time={createdAt} /> },
        {
          key: 'actions',
          title: '',
          fixed: true,
          // The latest is how it is.
          render: (earlier) =>
            earlier.version !== present && (
              <Button
                size="small"
                aria-label={t('restoreOf', { version: earlier.version })}
                onClick={() => restore(earlier)}
              >
                {t('restore')}
              </Button>
            ),
        },
      ]}
      empty={{ title: t('noVersions') }}
    />
  );
}

// SPDX-License-Identifier: Apache-2.0
// The shop's freight templates, and what each charges in a line.
import PlusOutlined from '@ant-design/icons-svg/es/asn/PlusOutlined';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { amountText } from '@ecommerce/console/form/amount';
import { useAsk } from '@ecommerce/console/form/Ask';
import { useNamesOf } from '@ecommerce/console/freight/provinces';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { EmptyState, ErrorState } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { toast } from '@ecommerce/shared/ui/Toast';
import {
  deleteTemplate,
  useTemplates,
  useTemplatesChanged,
  type FreightTemplate,
} from '@/entities/freight/freight_data';
import styles from './TemplatesPage.module.css';

export function Page() {
  const { t } = useTranslation('templates');
  const list = useTemplates();
  if (list.isPending) return <PageLoading />;
  if (list.isError) return <ErrorState whole error={list.error} retry={() => void list.refetch()} />;
  const { templates, most } = list.data;
  const create = templates.length < most && (
    <ButtonLink variant="primary" to="/freight/new">
      <Icon icon={PlusOutlined} /> {t('create')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t('title')}>{create}</PageHeader>
      <p className={styles.note}>{t('note', { most })}</p>
      {templates.length === 0 ? (
        <EmptyState title={t('none')} text={t('noneText')} />
      ) : (
        <ul className={styles.templates} aria-label={t('title')}>
          {templates.map((template) => (
            <li key={template.id}>
              <Template template={template} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Template({ template }: { template: FreightTemplate }) {
  const { t } = useTranslation(['templates', 'freight', 'common']);
  const ask = useAsk();
  const changed = useTemplatesChanged();
  const { id, name, terms, inUse } = template;
  const remove = () =>
    ask({
      title: t('deleteTitle', { name }),
      text: t('deleteText'),
      action: t('common:delete'),
      danger: true,
      run: async () => {
        await deleteTemplate(id);
        toast.success(t('deleted', { name }));
        await changed();
      },
    });
  return (
    <Panel
      title={<Link to={`/freight/${id}`}>{name}</Link>}
      extra={inUse && <Tag tone="success">{t('inUse')}</Tag>}
    >
      <Charges terms={terms} />
      <div className={styles.actions}>
        <ButtonLink size="small" to={`/freight/${id}`} aria-label={t('editNamed', { name })}>
          {t('edit')}
        </ButtonLink>
        {!inUse && (
          <Button size="small" variant="danger" aria-label={t('deleteNamed', { name })} onClick={remove}>
            {t('common:delete')}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function Charges({ terms }: { terms: FreightTemplate['terms'] }) {
  const { t } = useTranslation(['templates', 'freight']);
  const namesOf = useNamesOf();
  if (!terms || terms.basis === 'FREIGHT_BASIS_UNSPECIFIED') return null;
  const { basis, elsewhere, groups, notDelivered } = terms;
  const unit = t(`freight:unit.${basis}`);
  const rows = [
    ...groups.map(({ provinces, fees }) => ({ place: namesOf(provinces).join(t('freight:comma')), fees })),
    { place: t(groups.length > 0 ? 'freight:elsewhere' : 'freight:everywhere'), fees: elsewhere },
  ];
  return (
    <dl className={styles.charges}>
      {rows.map(({ place, fees }, at) => (
        <div key={at}>
          <dt>{place}</dt>
          <dd>
            {fees &&
              t('charge', {
                unit,
                firstUnits: fees.firstUnits,
                firstFee: amountText(fees.firstFee),
                furtherUnits: fees.furtherUnits,
                furtherFee: amountText(fees.furtherFee),
              })}
          </dd>
        </div>
      ))}
      {notDelivered.length > 0 && (
        <div>
          <dt>{t('freight:notDelivered')}</dt>
          <dd>{namesOf(notDelivered).join(t('freight:comma'))}</dd>
        </div>
      )}
    </dl>
  );
}

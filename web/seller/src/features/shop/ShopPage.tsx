// SPDX-License-Identifier: Apache-2.0
// The shop as buyers see it, and whom the platform calls.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Changed, EditForm, FormSection } from '@ecommerce/console/form/EditForm';
import { useEdit } from '@ecommerce/console/form/useEdit';
import { storefrontAddress } from '@ecommerce/console/shell/console';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { ApiError } from '@ecommerce/shared/api/problem';
import { TextArea, TextField } from '@ecommerce/shared/ui/Field';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { ErrorState } from '@ecommerce/shared/ui/States';
import { Tag, type Tone } from '@ecommerce/shared/ui/Tag';
import { PicturesField } from '@/entities/picture/PicturesField';
import { problemsOf, updateRequest, versionOf, type ManagedShop, type ShopValues } from './shop_form';
import styles from './ShopPage.module.css';

const MY_SHOP = ['my shop'];

function present(shop: ManagedShop | undefined): ManagedShop {
  if (!shop) throw new ApiError({ status: 0, reason: 'MALFORMED_REPLY' });
  return shop;
}

export function Page() {
  const shop = useQuery({
    queryKey: MY_SHOP,
    queryFn: async ({ signal }) => present((await unwrap(api.GET('/v1/users/me/shop', { signal }))).shop),
  });
  if (shop.isPending) return <PageLoading />;
  if (shop.isError) return <ErrorState whole error={shop.error} retry={() => void shop.refetch()} />;
  return <Shown managed={shop.data} />;
}

const standings: Partial<
  Record<ManagedShop['status'], { key: 'open' | 'closed' | 'suspended'; tone: Tone }>
> = {
  SHOP_STATUS_OPEN: { key: 'open', tone: 'success' },
  SHOP_STATUS_CLOSED: { key: 'closed', tone: 'error' },
  SHOP_STATUS_SUSPENDED: { key: 'suspended', tone: 'warning' },
};

function Shown({ managed }: { managed: ManagedShop }) {
  const { t } = useTranslation('shop');
  const standing = standings[managed.status];
  const shown = storefrontAddress(`/shops/${managed.shop?.id}`);
  return (
    <>
      <PageHeader
        title={t('title')}
        note={standing && <Tag tone={standing.tone}>{t(`standing.${standing.key}`)}</Tag>}
      >
        {shown && managed.status === 'SHOP_STATUS_OPEN' && <a href={shown}>{t('seeShop')}</a>}
      </PageHeader>
      {managed.closeReason !== '' && (
        <p className={styles.refused}>{t('closedBecause', { reason: managed.closeReason })}</p>
      )}
      {managed.changeRejectReason !== '' && (
        <p className={styles.refused}>{t('changeRejected', { reason: managed.changeRejectReason })}</p>
      )}
      {managed.pendingChange && <p className={styles.note}>{t('changeWaits')}</p>}
      <ShopForm managed={managed} />
    </>
  );
}

function ShopForm({ managed }: { managed: ManagedShop }) {
  const { t } = useTranslation('shop');
  const client = useQueryClient();
  const version = versionOf(managed);
  const edit = useEdit<ShopValues>({
    version,
    check: (values) =>
      Object.fromEntries(
        Object.entries(problemsOf(values, version.values.logo.length > 0)).map(([name, problem]) => [
          name,
          t(`problem.${problem}`),
        ]),
      ),
    save: async (values, changed) => {
      const reply = await unwrap(api.PATCH('/v1/users/me/shop', { body: updateRequest(values, changed) }));
      const saved = present(reply.shop);
      client.setQueryData(MY_SHOP, saved);
      return versionOf(saved);
    },
  });
  const { values, set, isChanged, problems } = edit;
  const labels = {
    name: t('name'),
    description: t('description'),
    logo: t('logo'),
    province: t('province'),
    city: t('city'),
    contactName: t('contactName'),
    contactPhone: t('contactPhone'),
  };
  const field = (name: Exclude<keyof ShopValues, 'logo'>, maxLength: number, more = {}) => ({
    label: labels[name],
    maxLength,
    value: values[name],
    error: problems[name],
    onChange: ({ target }: { target: { value: string } }) => set(name, target.value),
    ...more,
  });
  return (
    <EditForm edit={edit} labels={labels} describe={(_name, value) => String(value)}>
      <FormSection title={t('shown')} note={t('shownNote')}>
        <Changed when={isChanged('name')}>
          <TextField {...field('name', 40)} />
        </Changed>
        <Changed when={isChanged('logo')}>
          <PicturesField
            label={t('logo')}
            max={1}
            pictures={values.logo}
            error={problems.logo}
            onChange={(change) => edit.update('logo', change)}
          />
        </Changed>
        <Changed when={isChanged('description')}>
          <TextArea {...field('description', 500, { rows: 5 })} />
        </Changed>
        <div className={styles.pair}>
          <Changed when={isChanged('province')}>
            <TextField {...field('province', 60)} />
          </Changed>
          <Changed when={isChanged('city')}>
            <TextField {...field('city', 60)} />
          </Changed>
        </div>
      </FormSection>
      <FormSection title={t('contact')} note={t('contactNote')}>
        <div className={styles.pair}>
          <Changed when={isChanged('contactName')}>
            <TextField {...field('contactName', 60, { autoComplete: 'name' })} />
          </Changed>
          <Changed when={isChanged('contactPhone')}>
            <TextField {...field('contactPhone', 30, { type: 'tel', autoComplete: 'tel' })} />
          </Changed>
        </div>
      </FormSection>
    </EditForm>
  );
}

// SPDX-License-Identifier: Apache-2.0
// What the shell has to know of this console.
import DashboardOutlined from '@ant-design/icons-svg/es/asn/DashboardOutlined';
import { useTranslation } from 'react-i18next';
import type { Console } from '@ecommerce/console/shell/console';
import { changeLanguage } from '@/i18n';
import { Refused } from './Refused';

export const seller: Console = {
  role: 'ROLE_SELLER',
  changeLanguage,
  Refused,
  useTitle: () => useTranslation('seller').t('title'),
  useNavigation() {
    const { t } = useTranslation('seller');
    return [{ title: '', places: [{ to: '/', icon: DashboardOutlined, text: t('overview') }] }];
  },
  useCommands: () => [],
};

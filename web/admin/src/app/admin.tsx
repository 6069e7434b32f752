// SPDX-License-Identifier: Apache-2.0
// What the shell has to know of this console.
import ApartmentOutlined from '@ant-design/icons-svg/es/asn/ApartmentOutlined';
import AppstoreOutlined from '@ant-design/icons-svg/es/asn/AppstoreOutlined';
import AuditOutlined from '@ant-design/icons-svg/es/asn/AuditOutlined';
import CloudServerOutlined from '@ant-design/icons-svg/es/asn/CloudServerOutlined';
import CommentOutlined from '@ant-design/icons-svg/es/asn/CommentOutlined';
import ControlOutlined from '@ant-design/icons-svg/es/asn/ControlOutlined';
import DashboardOutlined from '@ant-design/icons-svg/es/asn/DashboardOutlined';
import FileTextOutlined from '@ant-design/icons-svg/es/asn/FileTextOutlined';
import FlagOutlined from '@ant-design/icons-svg/es/asn/FlagOutlined';
import HistoryOutlined from '@ant-design/icons-svg/es/asn/HistoryOutlined';
import InteractionOutlined from '@ant-design/icons-svg/es/asn/InteractionOutlined';
import MailOutlined from '@ant-design/icons-svg/es/asn/MailOutlined';
import MessageOutlined from '@ant-design/icons-svg/es/asn/MessageOutlined';
import MoneyCollectOutlined from '@ant-design/icons-svg/es/asn/MoneyCollectOutlined';
import SearchOutlined from '@ant-design/icons-svg/es/asn/SearchOutlined';
import ShopOutlined from '@ant-design/icons-svg/es/asn/ShopOutlined';
import StopOutlined from '@ant-design/icons-svg/es/asn/StopOutlined';
import SwapOutlined from '@ant-design/icons-svg/es/asn/SwapOutlined';
import TagsOutlined from '@ant-design/icons-svg/es/asn/TagsOutlined';
import TeamOutlined from '@ant-design/icons-svg/es/asn/TeamOutlined';
import TruckOutlined from '@ant-design/icons-svg/es/asn/TruckOutlined';
import UnorderedListOutlined from '@ant-design/icons-svg/es/asn/UnorderedListOutlined';
import { useTranslation } from 'react-i18next';
import type { Console } from '@ecommerce/console/shell/console';
import { useWaiting } from '@/entities/waiting/waiting_data';
import { changeLanguage } from '@/i18n';
import { Refused } from './Refused';
import { useFound } from './useFound';

export const admin: Console = {
  role: 'ROLE_ADMIN',
  changeLanguage,
  Refused,
  useTitle: () => useTranslation('admin').t('title'),
  useNavigation() {
    const { t } = useTranslation('admin');
    const counts = {
      products: useWaiting('products').data?.count ?? 0,
      shops: useWaiting('shops').data?.count ?? 0,
      reports: useWaiting('reports').data?.count ?? 0,
      reviews: useWaiting('reviews').data?.count ?? 0,
      remarks: useWaiting('remarks').data?.count ?? 0,
      refunds: useWaiting('refunds').data?.count ?? 0,
      mails: useWaiting('mails').data?.count ?? 0,
    };
    return [
      { title: '', places: [{ to: '/', icon: DashboardOutlined, text: t('overview') }] },
      {
        title: t('catalogue'),
        places: [
          { to: '/review', icon: AuditOutlined, text: t('review'), waiting: counts.products },
          { to: '/products', icon: AppstoreOutlined, text: t('products') },
          { to: '/categories', icon: ApartmentOutlined, text: t('categories') },
          { to: '/search', icon: SearchOutlined, text: t('search') },
        ],
      },
      {
        title: t('people'),
        places: [
          { to: '/shops', icon: ShopOutlined, text: t('shops'), waiting: counts.shops },
          { to: '/users', icon: TeamOutlined, text: t('users') },
        ],
      },
      {
        title: t('trade'),
        places: [
          { to: '/orders', icon: UnorderedListOutlined, text: t('orders') },
          { to: '/payments', icon: MoneyCollectOutlined, text: t('payments') },
          { to: '/refunds', icon: SwapOutlined, text: t('refunds'), waiting: counts.refunds },
        ],
      },
      {
        title: t('opinions'),
        places: [
          { to: '/reports', icon: FlagOutlined, text: t('reports'), waiting: counts.reports },
          { to: '/reviews', icon: CommentOutlined, text: t('reviews'), waiting: counts.reviews },
          { to: '/remarks', icon: MessageOutlined, text: t('remarks'), waiting: counts.remarks },
          { to: '/blocked-words', icon: StopOutlined, text: t('words') },
          { to: '/review-tags', icon: TagsOutlined, text: t('tags') },
        ],
      },
      {
        title: t('platform'),
        places: [
          { to: '/freight', icon: TruckOutlined, text: t('freight') },
          { to: '/parameters', icon: ControlOutlined, text: t('parameters') },
          { to: '/parameter-changes', icon: HistoryOutlined, text: t('changes') },
          { to: '/instances', icon: CloudServerOutlined, text: t('instances') },
          { to: '/templates', icon: FileTextOutlined, text: t('templates') },
          { to: '/dead-mails', icon: MailOutlined, text: t('mails'), waiting: counts.mails },
          { to: '/dead-letters', icon: InteractionOutlined, text: t('letters') },
        ],
      },
    ];
  },
  useCommands: useFound,
};

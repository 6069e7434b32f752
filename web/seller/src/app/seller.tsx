// SPDX-License-Identifier: Apache-2.0
// What the shell has to know of this console.
import BellOutlined from '@ant-design/icons-svg/es/asn/BellOutlined';
import DashboardOutlined from '@ant-design/icons-svg/es/asn/DashboardOutlined';
import MessageOutlined from '@ant-design/icons-svg/es/asn/MessageOutlined';
import ProfileOutlined from '@ant-design/icons-svg/es/asn/ProfileOutlined';
import QuestionCircleOutlined from '@ant-design/icons-svg/es/asn/QuestionCircleOutlined';
import ShopOutlined from '@ant-design/icons-svg/es/asn/ShopOutlined';
import ShoppingOutlined from '@ant-design/icons-svg/es/asn/ShoppingOutlined';
import TruckOutlined from '@ant-design/icons-svg/es/asn/TruckOutlined';
import { useTranslation } from 'react-i18next';
import type { Command, Console, Group } from '@ecommerce/console/shell/console';
import { cleanOrderNo } from '@/entities/order/order';
import {
  useOrderCounts,
  useUnansweredQuestions,
  useUnreadMessages,
  useUnrepliedReviews,
} from '@/entities/todo/todo_data';
import { changeLanguage } from '@/i18n';
import { Refused } from './Refused';

function useTitle(): string {
  return useTranslation('seller').t('title');
}

function useNavigation(): Group[] {
  const { t } = useTranslation(['seller', 'products', 'feedback', 'messages', 'shop', 'templates']);
  const toShip = useOrderCounts().data?.get('ORDER_STATUS_PAID')?.count ?? 0;
  const reviews = useUnrepliedReviews().data?.count ?? 0;
  const questions = useUnansweredQuestions().data?.count ?? 0;
  const messages = useUnreadMessages().data?.count ?? 0;
  return [
    { title: '', places: [{ to: '/', icon: DashboardOutlined, text: t('overview') }] },
    {
      title: t('trade'),
      places: [
        { to: '/orders', icon: ProfileOutlined, text: t('orders'), waiting: toShip },
        { to: '/products', icon: ShoppingOutlined, text: t('products:products') },
        { to: '/freight', icon: TruckOutlined, text: t('templates:title') },
      ],
    },
    {
      title: t('buyers'),
      places: [
        { to: '/reviews', icon: MessageOutlined, text: t('feedback:reviews'), waiting: reviews },
        { to: '/questions', icon: QuestionCircleOutlined, text: t('feedback:questions'), waiting: questions },
      ],
    },
    {
      title: t('shop'),
      places: [
        { to: '/messages', icon: BellOutlined, text: t('messages:title'), waiting: messages },
        { to: '/shop', icon: ShopOutlined, text: t('shop:title') },
      ],
    },
  ];
}

// The lists look for the words themselves.
function useCommands(words: string): Command[] {
  const { t } = useTranslation('seller');
  const number = /^[\d\s-]{4,}$/.test(words) ? cleanOrderNo(words) : '';
  const product = {
    id: 'products',
    text: t('findProducts', { words }),
    note: t('search'),
    to: `/products?q=${encodeURIComponent(words)}`,
  };
  if (number === '') return [product];
  const order = {
    id: 'order',
    text: t('findOrder', { number }),
    note: t('search'),
    to: `/orders?orderNo=${number}`,
  };
  return [order, product];
}

export const seller: Console = {
  role: 'ROLE_SELLER',
  changeLanguage,
  Refused,
  useTitle,
  useNavigation,
  useCommands,
};

// SPDX-License-Identifier: Apache-2.0
import { messages as shared } from '@ecommerce/shared/i18n/zh-CN';
import account from './account.json';
import address from './address.json';
import cart from './cart.json';
import catalogue from './catalogue.json';
import checkout from './checkout.json';
import messagesOfBox from './messages.json';
import orders from './orders.json';
import product from './product.json';
import reviews from './reviews.json';
import search from './search.json';
import session from './session.json';
import shop from './shop.json';
import storefront from './storefront.json';

export const messages = {
  ...shared,
  account,
  address,
  cart,
  catalogue,
  checkout,
  messages: messagesOfBox,
  orders,
  product,
  reviews,
  search,
  session,
  shop,
  storefront,
};

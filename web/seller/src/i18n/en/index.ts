// SPDX-License-Identifier: Apache-2.0
import { messages as shared } from '@ecommerce/console/i18n/en';
import feedback from './feedback.json';
import messagesOfBox from './messages.json';
import orders from './orders.json';
import pictures from './pictures.json';
import products from './products.json';
import refusals from './refusals.json';
import seller from './seller.json';
import shop from './shop.json';
import stock from './stock.json';
import templates from './templates.json';

export const messages = {
  ...shared,
  // Of what only sellers call.
  errors: { ...shared.errors, ...refusals },
  feedback,
  messages: messagesOfBox,
  orders,
  pictures,
  products,
  seller,
  shop,
  stock,
  templates,
};

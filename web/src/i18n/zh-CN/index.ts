// SPDX-License-Identifier: Apache-2.0
import account from './account.json';
import address from './address.json';
import cart from './cart.json';
import catalogue from './catalogue.json';
import checkout from './checkout.json';
import common from './common.json';
import errors from './errors.json';
import orders from './orders.json';
import product from './product.json';
import session from './session.json';
import shop from './shop.json';

export const messages = {
  account,
  address,
  cart,
  catalogue,
  checkout,
  common,
  errors,
  orders,
  product,
  session,
  shop,
};

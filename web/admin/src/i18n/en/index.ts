// SPDX-License-Identifier: Apache-2.0
import { messages as shared } from '@ecommerce/console/i18n/en';
import admin from './admin.json';
import categories from './categories.json';
import operations from './operations.json';
import orders from './orders.json';
import parameterHelp from './parameter_help.json';
import parameters from './parameters.json';
import payments from './payments.json';
import platformFreight from './platformFreight.json';
import products from './products.json';
import refusals from './refusals.json';
import reviews from './reviews.json';
import search from './search.json';
import shops from './shops.json';
import states from './states.json';
import templates from './templates.json';
import users from './users.json';

export const messages = {
  ...shared,
  admin,
  categories,
  // Of what only administrators call.
  errors: { ...shared.errors, ...refusals },
  operations,
  orders,
  parameterHelp,
  parameters,
  payments,
  platformFreight,
  products,
  reviews,
  search,
  shops,
  states,
  templates,
  users,
};

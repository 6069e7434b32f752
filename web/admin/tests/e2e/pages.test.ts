// SPDX-License-Identifier: Apache-2.0
import { testConsolePages } from '@ecommerce/shared/testing/console_pages';
import { allPages } from '../support/all_pages';

testConsolePages('/admin', allPages, {
  email: 'seller@demo.shop',
  heading: 'This account is no administrator',
});

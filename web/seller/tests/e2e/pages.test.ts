// SPDX-License-Identifier: Apache-2.0
import { testConsolePages } from '@ecommerce/shared/testing/console_pages';
import { allPages } from '../support/all_pages';

testConsolePages('/seller', allPages, { email: 'customer@demo.shop', heading: 'This account has no shop' });

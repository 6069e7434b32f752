// SPDX-License-Identifier: Apache-2.0
import { routesOf } from '@ecommerce/console/shell/start';
import { testAddresses } from '@ecommerce/shared/testing/addresses';
import { pages } from './pages';

testAddresses(routesOf(pages), new URL('../../public/addresses.txt', import.meta.url));

// SPDX-License-Identifier: Apache-2.0
import { testAddresses } from '@ecommerce/shared/testing/addresses';
import { routes } from './routes';

testAddresses(routes, new URL('../../public/addresses.txt', import.meta.url));

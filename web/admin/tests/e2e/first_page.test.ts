// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { testConsoleFirstPage } from '@ecommerce/shared/testing/console_first_page';

testConsoleFirstPage('/admin', join(import.meta.dirname, '../../dist'));

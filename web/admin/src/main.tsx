// SPDX-License-Identifier: Apache-2.0
import { startConsole } from '@ecommerce/console/shell/start';
import { admin } from '@/app/admin';
import { pages } from '@/app/pages';
import { startLanguages } from './i18n';

await startConsole(admin, pages, startLanguages);

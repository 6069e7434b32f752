// SPDX-License-Identifier: Apache-2.0
import { startConsole } from '@ecommerce/console/shell/start';
import { pages } from '@/app/pages';
import { seller } from '@/app/seller';
import { startLanguages } from './i18n';

await startConsole(seller, pages, startLanguages);

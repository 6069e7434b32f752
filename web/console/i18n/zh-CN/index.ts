// SPDX-License-Identifier: Apache-2.0
import { messages as shared } from '@ecommerce/shared/i18n/zh-CN';
import console from './console.json';
import freight from './freight.json';

export const messages = { ...shared, console, freight };

// SPDX-License-Identifier: Apache-2.0
import { messages as shared } from '@ecommerce/console/i18n/en';
import seller from './seller.json';

export const messages = { ...shared, seller };

// SPDX-License-Identifier: Apache-2.0
import { describeLanguages } from '@ecommerce/shared/testing/languages';
import { messages as english } from './en';
import { messages as chinese } from './zh-CN';

describeLanguages(chinese, english);

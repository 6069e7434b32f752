// SPDX-License-Identifier: Apache-2.0
import common from './common.json';
import errors from './errors.json';

export const messages = { common, errors };

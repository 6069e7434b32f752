// SPDX-License-Identifier: Apache-2.0
import { takeConsolePictures } from '@ecommerce/shared/testing/console_pictures';
import { allPages } from '../support/all_pages';

takeConsolePictures('/seller', allPages);

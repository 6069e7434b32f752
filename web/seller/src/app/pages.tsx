// SPDX-License-Identifier: Apache-2.0
// The map of the seller console.
import type { RouteObject } from 'react-router';
import { page } from '@ecommerce/console/shell/start';

export const pages: RouteObject[] = [
  { index: true, lazy: page(() => import('@/features/overview/OverviewPage')) },
];

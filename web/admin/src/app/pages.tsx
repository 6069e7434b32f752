// SPDX-License-Identifier: Apache-2.0
// The map of the administrator console.
import type { RouteObject } from 'react-router';
import { page } from '@ecommerce/console/shell/start';

export const pages: RouteObject[] = [
  { index: true, lazy: page(() => import('@/features/overview/OverviewPage')) },
  { path: 'review', lazy: page(() => import('@/features/products/ReviewQueuePage')) },
  { path: 'products', lazy: page(() => import('@/features/products/ProductsPage')) },
  { path: 'products/:id', lazy: page(() => import('@/features/products/ProductPage')) },
  { path: 'categories', lazy: page(() => import('@/features/categories/CategoriesPage')) },
  { path: 'search', lazy: page(() => import('@/features/search/SearchPage')) },
  { path: 'shops', lazy: page(() => import('@/features/shops/ShopsPage')) },
  { path: 'shops/:id', lazy: page(() => import('@/features/shops/ShopPage')) },
  { path: 'users', lazy: page(() => import('@/features/users/UsersPage')) },
  { path: 'users/:id', lazy: page(() => import('@/features/users/UserPage')) },
  { path: 'orders', lazy: page(() => import('@/features/orders/OrdersPage')) },
  { path: 'orders/:orderNo', lazy: page(() => import('@/features/orders/OrderPage')) },
  { path: 'payments', lazy: page(() => import('@/features/payments/PaymentsPage')) },
  { path: 'refunds', lazy: page(() => import('@/features/payments/RefundsPage')) },
  { path: 'reports', lazy: page(() => import('@/features/reviews/ReportsPage')) },
  { path: 'reviews', lazy: page(() => import('@/features/reviews/ReviewsPage')) },
  { path: 'reviews/:id', lazy: page(() => import('@/features/reviews/ReviewPage')) },
  { path: 'remarks', lazy: page(() => import('@/features/reviews/RemarksPage')) },
  { path: 'blocked-words', lazy: page(() => import('@/features/reviews/WordsPage')) },
  { path: 'review-tags', lazy: page(() => import('@/features/reviews/TagsPage')) },
  { path: 'freight', lazy: page(() => import('@/features/freight/PlatformFreightPage')) },
  { path: 'parameters', lazy: page(() => import('@/features/parameters/ParametersPage')) },
  { path: 'parameter', lazy: page(() => import('@/features/parameters/ParameterPage')) },
  { path: 'parameter-changes', lazy: page(() => import('@/features/parameters/ChangesPage')) },
  { path: 'instances', lazy: page(() => import('@/features/operations/InstancesPage')) },
  { path: 'templates', lazy: page(() => import('@/features/templates/TemplatesPage')) },
  { path: 'template', lazy: page(() => import('@/features/templates/TemplatePage')) },
  { path: 'dead-mails', lazy: page(() => import('@/features/operations/DeadMailsPage')) },
  { path: 'dead-letters', lazy: page(() => import('@/features/operations/DeadLettersPage')) },
];

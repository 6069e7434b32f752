// SPDX-License-Identifier: Apache-2.0
// The map of the seller console.
import type { RouteObject } from 'react-router';
import { page } from '@ecommerce/console/shell/start';

export const pages: RouteObject[] = [
  { index: true, lazy: page(() => import('@/features/overview/OverviewPage')) },
  { path: 'products', lazy: page(() => import('@/features/products/ProductsPage')) },
  { path: 'products/new', lazy: page(() => import('@/features/products/NewProductPage')) },
  { path: 'products/:productId', lazy: page(() => import('@/features/products/ProductPage')) },
  { path: 'products/:productId/stock', lazy: page(() => import('@/features/stock/StockPage')) },
  { path: 'freight', lazy: page(() => import('@/features/freight/TemplatesPage')) },
  { path: 'freight/new', lazy: page(() => import('@/features/freight/TemplatePage')) },
  { path: 'freight/:templateId', lazy: page(() => import('@/features/freight/TemplatePage')) },
  { path: 'orders', lazy: page(() => import('@/features/orders/OrdersPage')) },
  { path: 'orders/ship-file', lazy: page(() => import('@/features/orders/ShipFilePage')) },
  { path: 'orders/packing-list', lazy: page(() => import('@/features/orders/PackingListPage')) },
  { path: 'orders/:orderNo', lazy: page(() => import('@/features/orders/OrderPage')) },
  { path: 'reviews', lazy: page(() => import('@/features/feedback/ReviewsPage')) },
  { path: 'questions', lazy: page(() => import('@/features/feedback/QuestionsPage')) },
  { path: 'messages', lazy: page(() => import('@/features/messages/MessagesPage')) },
  { path: 'shop', lazy: page(() => import('@/features/shop/ShopPage')) },
];

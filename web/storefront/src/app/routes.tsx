// SPDX-License-Identifier: Apache-2.0
// The map of the shop. Each page is a chunk of its own, loaded when it is visited.
import { createBrowserRouter, type LazyRouteFunction, type RouteObject } from 'react-router';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { Layout } from './Layout';
import * as prefetch from './prefetch';
import { RequireSession } from './RequireSession';
import { RouteError } from './RouteError';

function page(load: () => Promise<{ Page: React.ComponentType }>): LazyRouteFunction<RouteObject> {
  return async () => ({ Component: (await load()).Page });
}

// Pages of the account: visitors sign in first and come back.
const own: RouteObject[] = [
  { path: 'checkout', lazy: page(() => import('@/features/checkout/CheckoutPage')) },
  { path: 'payments/:paymentId', lazy: page(() => import('@/features/checkout/PaymentPage')) },
  { path: 'orders', lazy: page(() => import('@/features/orders/OrdersPage')) },
  { path: 'orders/:orderNo', lazy: page(() => import('@/features/orders/OrderPage')) },
  { path: 'sell', lazy: page(() => import('@/features/account/SellPage')) },
  {
    path: 'account',
    lazy: page(() => import('@/features/account/AccountLayout')),
    children: [
      { index: true, lazy: page(() => import('@/features/account/ProfilePage')) },
      { path: 'profile', lazy: page(() => import('@/features/account/ProfilePage')) },
      { path: 'messages', lazy: page(() => import('@/features/account/MessagesPage')) },
      { path: 'messages/mail', lazy: page(() => import('@/features/account/MailChoicesPage')) },
      { path: 'email', lazy: page(() => import('@/features/account/EmailPage')) },
      { path: 'password', lazy: page(() => import('@/features/account/PasswordPage')) },
      { path: 'security', lazy: page(() => import('@/features/account/SecurityPage')) },
      { path: 'devices', lazy: page(() => import('@/features/account/DevicesPage')) },
      { path: 'addresses', lazy: page(() => import('@/features/account/AddressesPage')) },
      { path: 'bank-cards', lazy: page(() => import('@/features/account/BankCardsPage')) },
      { path: 'reviews', lazy: page(() => import('@/features/reviews/ReviewsPage')) },
      { path: 'reviews/:reviewId', lazy: page(() => import('@/features/reviews/WritePage')) },
      { path: 'reviews/:reviewId/follow-up', lazy: page(() => import('@/features/reviews/FollowUpPage')) },
      { path: 'close', lazy: page(() => import('@/features/account/CloseAccountPage')) },
    ],
  },
];

const open: RouteObject[] = [
  { index: true, ...prefetch.home, lazy: page(() => import('@/features/home/HomePage')) },
  { path: 'categories', lazy: page(() => import('@/features/catalogue/CategoriesPage')) },
  {
    path: 'categories/:categoryId',
    ...prefetch.category,
    lazy: page(() => import('@/features/catalogue/CategoryPage')),
  },
  { path: 'search', lazy: page(() => import('@/features/search/SearchPage')) },
  {
    path: 'products/:productId',
    ...prefetch.product,
    lazy: page(() => import('@/features/product/ProductPage')),
  },
  { path: 'shops/:shopId', lazy: page(() => import('@/features/shop/ShopPage')) },
  { path: 'cart', lazy: page(() => import('@/features/cart/CartPage')) },
  { path: 'sign-in', lazy: page(() => import('@/features/session/SignInPage')) },
  { path: 'sign-up', lazy: page(() => import('@/features/session/SignUpPage')) },
  { path: 'forgot-password', lazy: page(() => import('@/features/session/ForgotPasswordPage')) },
  { path: 'reset-password', lazy: page(() => import('@/features/session/ResetPasswordPage')) },
  { path: 'confirm-email', lazy: page(() => import('@/features/session/ConfirmEmailPage')) },
  { path: '*', lazy: page(() => import('./NotFoundPage')) },
];

export const routes: RouteObject[] = [
  {
    Component: Layout,
    ErrorBoundary: RouteError,
    HydrateFallback: PageLoading,
    children: [
      // A failing page leaves header and navigation alone.
      { ErrorBoundary: RouteError, children: [...open, { Component: RequireSession, children: own }] },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}

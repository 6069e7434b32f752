// SPDX-License-Identifier: Apache-2.0
// How a console begins: its main.tsx calls this with its pages.
import 'virtual:tokens.css';
import '../styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, type LazyRouteFunction, type RouteObject } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { startSession } from '@ecommerce/shared/api/session';
import { applyTheme } from '@ecommerce/shared/theme/appearance';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { Toasts } from '@ecommerce/shared/ui/Toast';
import { Asking } from '../form/Ask';
import { AntTheme } from '../styles/AntTheme';
import type { Console } from './console';
import { ConsoleContext } from './context';
import { queryClient } from './query_client';
import { RequireRole } from './RequireRole';
import { RouteError } from './RouteError';
import { Shell } from './Shell';

// Each page is a chunk of its own, loaded when it is visited.
export function page(load: () => Promise<{ Page: React.ComponentType }>): LazyRouteFunction<RouteObject> {
  return async () => ({ Component: (await load()).Page });
}

// `pages` are those of people with the role.
export function routesOf(pages: RouteObject[]): RouteObject[] {
  return [
    {
      ErrorBoundary: RouteError,
      HydrateFallback: PageLoading,
      children: [
        { path: 'sign-in', lazy: page(() => import('./SignInPage')) },
        {
          Component: RequireRole,
          children: [
            {
              Component: Shell,
              children: [
                // A failing page leaves header and navigation alone.
                {
                  ErrorBoundary: RouteError,
                  children: [
                    ...pages,
                    { path: 'security', lazy: page(() => import('./SecurityPage')) },
                    { path: '*', lazy: page(() => import('./NotFoundPage')) },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ];
}

export async function startConsole(console: Console, pages: RouteObject[], texts: () => Promise<void>) {
  applyTheme();
  void startSession();
  const basename = import.meta.env.BASE_URL.replace(/\/$/, '') || '/';
  const router = createBrowserRouter(routesOf(pages), { basename });
  await texts();
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element #root');
  createRoot(root).render(
    <StrictMode>
      <ConsoleContext value={console}>
        <QueryClientProvider client={queryClient}>
          <AntTheme>
            <Asking>
              <RouterProvider router={router} />
            </Asking>
            <Toasts />
          </AntTheme>
        </QueryClientProvider>
      </ConsoleContext>
    </StrictMode>,
  );
}

// SPDX-License-Identifier: Apache-2.0
import 'virtual:tokens.css';
import '@ecommerce/shared/theme/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { startSession } from '@ecommerce/shared/api/session';
import { applyTheme } from '@ecommerce/shared/theme/appearance';
import { Toasts } from '@ecommerce/shared/ui/Toast';
import { queryClient } from '@/app/query_client';
import { createRouter } from '@/app/routes';
import { startLanguages } from './i18n';

applyTheme();
void startSession();
// The page's code and the language's texts come side by side.
const router = createRouter();
await startLanguages();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toasts />
    </QueryClientProvider>
  </StrictMode>,
);

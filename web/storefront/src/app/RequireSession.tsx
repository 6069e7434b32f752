// SPDX-License-Identifier: Apache-2.0
// Lets signed-in visitors through; all others sign in and come back to where they were. Who signs out here goes home.
import { useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';

export function RequireSession() {
  const session = useSession();
  const location = useLocation();
  const [wasIn, setWasIn] = useState(false);
  if (session.state === 'signed-in' && !wasIn) setWasIn(true);
  if (session.state === 'starting') return <PageLoading />;
  if (session.state === 'anonymous') {
    if (wasIn && !session.lost) return <Navigate to="/" replace />;
    const from = location.pathname + location.search;
    return <Navigate to={`/sign-in?from=${encodeURIComponent(from)}`} replace />;
  }
  return <Outlet />;
}

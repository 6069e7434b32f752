// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

// What this page's address holds of a list: links, reloads and the back button show the same one. Changing it leaves
// the page where it is. With `step` each change is one that "back" undoes; without, "back" leaves the list.
export function useAddressState<State>(
  read: (parameters: URLSearchParams) => State,
  write: (state: State) => string,
  { step = false } = {},
): [State, (change: Partial<State>) => void] {
  const [parameters] = useSearchParams();
  const { key, pathname } = useLocation();
  const navigate = useNavigate();
  const written = useMemo(() => read(parameters), [read, parameters]);
  // The address follows a moment later; what was pressed shows at once.
  const [ahead, setAhead] = useState<{ of: string; state: State }>();
  const state = ahead?.of === key ? ahead.state : written;
  return [
    state,
    (change) => {
      const next = { ...state, ...change };
      setAhead({ of: key, state: next });
      void navigate(pathname + write(next), { replace: !step, preventScrollReset: true });
    },
  ];
}

// SPDX-License-Identifier: Apache-2.0
// Calls that were refused because who is there was shown too long ago are sent once more when it has been shown again.
// `asks` says whether it was. Gives what ends this.
import { api, sending, type Call } from '../api/client';
import { readError } from '../api/problem';

export function proveBy(asks: () => Promise<boolean>): () => void {
  const asking = {
    onRequest: async (call: Call) => {
      const again = call.request.clone();
      const response = await sending.onRequest(call);
      if (response.status !== 403) return response;
      const { reason } = await readError(response.clone());
      if (reason !== 'SECOND_FACTOR_NEEDED' || !(await asks())) return response;
      return sending.onRequest({ ...call, request: again });
    },
  };
  api.eject(sending);
  api.use(asking);
  return () => {
    api.eject(asking);
    api.use(sending);
  };
}

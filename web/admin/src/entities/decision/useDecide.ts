// SPDX-License-Identifier: Apache-2.0
// A decision: asked for, carried out, told, and seen in everything that the pages show.
import { useQueryClient } from '@tanstack/react-query';
import { useAsk, type Question } from '@ecommerce/console/form/Ask';
import { ApiError } from '@ecommerce/shared/api/problem';
import { toast } from '@ecommerce/shared/ui/Toast';

// `done` is what is told afterwards.
export function useDecide() {
  const ask = useAsk();
  const client = useQueryClient();
  return ({ done, ...question }: Question & { done: string }) =>
    ask({
      ...question,
      run: async (reason) => {
        try {
          await question.run(reason);
        } catch (failure) {
          // Somebody was faster: the page below the question shows what is there now.
          if (failure instanceof ApiError && [409, 412].includes(failure.status))
            await client.invalidateQueries();
          throw failure;
        }
        toast.success(done);
        await client.invalidateQueries();
      },
    });
}

// SPDX-License-Identifier: Apache-2.0
// Asks who is there when the platform wants to know it again, and has the refused calls sent once more. An app has it
// once, where calls with `step_up` are made.
import { lazy, Suspense, useEffect, useState } from 'react';
import { proveBy } from './asking';

const StepUpDialog = lazy(() => import('./StepUpDialog'));

export function StepUp() {
  const [answer, setAnswer] = useState<(proven: boolean) => void>();
  useEffect(() => {
    // Calls that are refused meanwhile wait for the same answer.
    let asking: Promise<boolean> | undefined;
    return proveBy(() => {
      asking ??= new Promise<boolean>((resolve) => setAnswer(() => resolve)).finally(() => {
        asking = undefined;
        setAnswer(undefined);
      });
      return asking;
    });
  }, []);
  if (!answer) return null;
  return (
    <Suspense fallback={null}>
      <StepUpDialog answer={answer} />
    </Suspense>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { createContext, useContext } from 'react';
import type { Console } from './console';

export const ConsoleContext = createContext<Console | undefined>(undefined);

export function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (!console) throw new Error('outside of a console');
  return console;
}

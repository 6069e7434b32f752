// SPDX-License-Identifier: Apache-2.0
// One platform for all browser tests of a run: the shop, and a second program on the same data whose orders have to
// be paid within seconds, for what happens at the deadline.
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { doctor, loadDemoData, mailsOf, Program, removeServers, startServers } from './platform';

declare module 'vitest' {
  export interface ProvidedContext {
    shop: string;
    hastyShop: string;
    // The folder of the mails that both have sent.
    mails: string;
  }
}

export default async function setup(project: TestProject) {
  const servers = startServers(project.config.root);
  const programs: Program[] = [];
  const remove = async () => {
    for (const program of programs) await program.stop();
    removeServers(servers);
  };
  try {
    loadDemoData(servers);
    programs.push(await Program.start(servers, 'shop'));
    programs.push(await Program.start(servers, 'hasty', { checkout: { payment_window: '8s' } }));
  } catch (failure) {
    await remove();
    throw failure;
  }
  project.provide('shop', programs[0]?.url ?? '');
  project.provide('hastyShop', programs[1]?.url ?? '');
  project.provide('mails', mailsOf(servers));
  return async () => {
    try {
      doctor(servers);
    } finally {
      await remove();
    }
  };
}

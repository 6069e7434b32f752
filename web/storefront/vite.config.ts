// SPDX-License-Identifier: Apache-2.0
import { app } from '../shared/vite/app';

export default app({ folder: import.meta.dirname, port: 30020 });

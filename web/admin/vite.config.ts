// SPDX-License-Identifier: Apache-2.0
import { consoleApp } from '../console/vite/console_app';

export default consoleApp({ folder: import.meta.dirname, port: 30034, path: '/admin' });

// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { workspaces } from '../../package.json';
import { directionsOf } from './directions';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const eslint = new ESLint({ cwd: root });

// The rules that this import breaks in a file of that name.
async function broken(file: string, imported: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`import '${imported}';\n`, { filePath: join(root, file) });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

const refused = ['import-x/no-restricted-paths'];

describe('an import', { timeout: 60_000 }, () => {
  it('leads from a feature to entities and what all apps share', async () => {
    const file = 'storefront/src/features/checkout/new.ts';
    expect(await broken(file, '@/entities/order/order_status')).toEqual([]);
    expect(await broken(file, '@ecommerce/shared/ui/Button')).toEqual([]);
  });

  it('leads from no feature to another', async () => {
    const file = 'storefront/src/features/checkout/new.ts';
    expect(await broken(file, '@/features/orders/OrderCard')).toEqual(refused);
    expect(await broken(file, '../orders/OrderCard')).toEqual(refused);
  });

  it('leads from consoles alone to what consoles share', async () => {
    const shell = '@ecommerce/console/shell/PageHeader';
    expect(await broken('seller/src/features/shop/new.ts', shell)).toEqual([]);
    expect(await broken('storefront/src/features/cart/new.ts', shell)).toEqual(refused);
    expect(await broken('console/list/new.ts', '../shell/PageHeader')).toEqual(refused);
  });

  it('leads never up', async () => {
    expect(await broken('storefront/src/features/cart/new.ts', '@/app/query_client')).toEqual(refused);
    expect(await broken('storefront/src/entities/cart/new.ts', '@/features/cart/cart_view')).toEqual(refused);
    expect(await broken('shared/ui/new.ts', '@ecommerce/storefront/src/main')).toEqual(refused);
    expect(await broken('shared/api/new.ts', '../ui/Button')).toEqual(refused);
  });

  it('leads from an entity to those alone that the table names', async () => {
    expect(await broken('storefront/src/entities/order/new.ts', '@/entities/cart/cart_data')).toEqual([]);
    expect(await broken('storefront/src/entities/cart/new.ts', '@/entities/order/orders_data')).toEqual(
      refused,
    );
  });

  it('never comes back to its own file', async () => {
    expect(await broken('storefront/src/entities/cart/cart_changes.ts', './cart_data')).toEqual([
      'import-x/no-cycle',
    ]);
  });
});

describe('the directions', () => {
  it('have no circle', () => {
    for (const { base, uses } of directionsOf(root, workspaces)) {
      const left = new Map(Object.entries(uses));
      for (;;) {
        const free = [...left].filter(([, used]) => used.every((name) => !left.has(name)));
        if (free.length === 0) break;
        for (const [name] of free) left.delete(name);
      }
      expect([...left.keys()], base).toEqual([]);
    }
  });
});

-- SPDX-License-Identifier: Apache-2.0
-- Prices of a product are those of the SKUs that can be bought, or of all when none can. Kept by what changes SKUs
-- and by stock that comes or goes.
ALTER TABLE products ADD COLUMN in_stock BOOLEAN NOT NULL DEFAULT FALSE;

UPDATE products AS p
SET in_stock = o.in_stock, price_minor = o.price_minor, max_price_minor = o.max_price_minor,
    list_price_minor = o.list_price_minor
FROM (
    SELECT k.product_id, BOOL_OR(s.available > 0) AS in_stock,
           COALESCE(MIN(k.price_minor) FILTER (WHERE s.available > 0), MIN(k.price_minor)) AS price_minor,
           COALESCE(MAX(k.price_minor) FILTER (WHERE s.available > 0), MAX(k.price_minor)) AS max_price_minor,
           (ARRAY_AGG(k.list_price_minor ORDER BY s.available > 0 DESC, k.price_minor, k.position))[1]
               AS list_price_minor
    FROM skus AS k
    JOIN sku_stock AS s ON s.sku_id = k.id
    WHERE k.removed_at IS NULL
    GROUP BY k.product_id
) AS o
WHERE p.id = o.product_id;

-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE products DROP COLUMN in_stock;

UPDATE products AS p
SET price_minor = o.price_minor, max_price_minor = o.max_price_minor, list_price_minor = o.list_price_minor
FROM (
    SELECT k.product_id, MIN(k.price_minor) AS price_minor, MAX(k.price_minor) AS max_price_minor,
           (ARRAY_AGG(k.list_price_minor ORDER BY k.price_minor, k.position))[1] AS list_price_minor
    FROM skus AS k
    WHERE k.removed_at IS NULL
    GROUP BY k.product_id
) AS o
WHERE p.id = o.product_id;

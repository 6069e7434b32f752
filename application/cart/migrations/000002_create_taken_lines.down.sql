-- SPDX-License-Identifier: Apache-2.0
INSERT INTO cart_lines (id, cart_id, sku_id, quantity, selected, added_price_minor, currency_code, added_at)
SELECT t.line_id, c.id, t.sku_id, t.quantity, TRUE, t.added_price_minor, t.currency_code, t.added_at
FROM taken_lines AS t
JOIN carts AS c ON c.owner = t.owner
ON CONFLICT DO NOTHING;

DROP TABLE taken_lines;

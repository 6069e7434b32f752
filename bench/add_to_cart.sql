-- SPDX-License-Identifier: Apache-2.0
-- One upsert of a line of a cart: the least that adding to a cart can send to PostgreSQL.
-- pgbench -M prepared -D first_sku=… -D first_cart=… -D carts=…
\set sku :first_sku + random(0, 2)
\set cart random(:first_cart, :first_cart + :carts - 1)

INSERT INTO cart_service.cart_lines AS l (cart_id, sku_id, quantity, selected, added_price_minor, currency_code, added_at,
                                          product_name)
VALUES (:cart, :sku, 1, TRUE, 12900, 'CNY', NOW(), '云感降噪头戴式耳机 0')
ON CONFLICT (cart_id, sku_id) DO UPDATE
SET quantity = LEAST(l.quantity + EXCLUDED.quantity, 999), selected = TRUE,
    added_price_minor = EXCLUDED.added_price_minor, currency_code = EXCLUDED.currency_code,
    product_name = EXCLUDED.product_name;

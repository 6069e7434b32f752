-- SPDX-License-Identifier: Apache-2.0
-- What one PlaceOrder sends to PostgreSQL: the same statements in the same transactions, pipelined alike, as
-- PostgreSQL's log shows them. Parameters are pgbench's, which knows no arrays and no texts but those made here.
-- pgbench -M prepared -D first_sku=… -D skus=… -D first_user=… -D first_address=… -D users=… -D shop=…
\set sku random(:first_sku, :first_sku + :skus - 1)
\set user random(:first_user, :first_user + :users - 1)
\set address :first_address + :user - :first_user
\set key random(1, 1000000000000)

INSERT INTO checkout_service.idempotency_keys AS k (scope, key, request_hash, attempt, leased_until, claimed_at)
SELECT '/ecommerce.checkout.v1.CheckoutService/PlaceOrder|user:' || :user, 'pgbench' || :key,
       '\x1900a922802853b938e208e3741689193b6d60da29c02ad662f0ef2863032e70', 1, NOW() + INTERVAL '30 seconds', NOW()
WHERE SET_CONFIG('synchronous_commit', 'off', TRUE) = 'off'
ON CONFLICT (scope, key) DO UPDATE
SET attempt = EXCLUDED.attempt, leased_until = EXCLUDED.leased_until, claimed_at = EXCLUDED.claimed_at
WHERE k.reply IS NULL AND k.leased_until <= EXCLUDED.claimed_at AND k.request_hash = EXCLUDED.request_hash;

\startpipeline
SELECT k.id AS sku_id, k.product_id, p.shop_id, p.category_id, p.name AS product_name, k.option_values,
       COALESCE(COALESCE(k.picture, p.pictures -> 0)::TEXT, '') AS picture_json, k.price_minor, p.currency_code,
       s.available,
       p.state = 'ON_SALE' AND p.deleted_at IS NULL AND k.removed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM product_service.shop_closings AS c WHERE c.shop_id = p.shop_id AND c.closed)
       AS on_sale,
       k.weight_grams
FROM product_service.skus AS k
JOIN product_service.products AS p ON p.id = k.product_id
JOIN product_service.sku_stock AS s ON s.sku_id = k.id
WHERE k.id = ANY(ARRAY[:sku]::BIGINT[])
ORDER BY k.id;
SELECT id, recipient, phone, country_code, province, city, district, street, postal_code, region_code, tag, is_default
FROM user_service.addresses
WHERE user_id = :user AND id = :address;
\endpipeline
SELECT id, owner_user_id, name, description, logo_url, logo_width, logo_height, province, city, contact_name,
       contact_phone, status, reject_reason, applied_at, decided_at
FROM user_service.shops
WHERE id = ANY(ARRAY[:shop]::BIGINT[]) AND status = 'OPEN'
ORDER BY id;

\startpipeline
BEGIN ISOLATION LEVEL READ COMMITTED;
INSERT INTO product_service.reservations (reservation_id, status, expires_at, created_at)
VALUES ('b' || :key, 'OPEN', NOW() + INTERVAL '25 minutes', NOW())
ON CONFLICT (reservation_id) DO UPDATE
SET expires_at = GREATEST(reservations.expires_at, EXCLUDED.expires_at)
RETURNING status, expires_at;
SELECT sku_id, quantity, status FROM product_service.reservation_lines WHERE reservation_id = 'b' || :key
ORDER BY sku_id;
SELECT s.sku_id, s.on_hand, s.available, s.reserved,
       p.state = 'ON_SALE' AND p.deleted_at IS NULL AND k.removed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM product_service.shop_closings AS c WHERE c.shop_id = p.shop_id AND c.closed)
       AS for_sale
FROM product_service.sku_stock AS s
JOIN product_service.skus AS k ON k.id = s.sku_id
JOIN product_service.products AS p ON p.id = k.product_id
WHERE s.sku_id = ANY(ARRAY[:sku]::BIGINT[])
ORDER BY s.sku_id
FOR UPDATE OF s;
\endpipeline
\startpipeline
WITH line AS (
    INSERT INTO product_service.reservation_lines (reservation_id, sku_id, quantity, status)
    SELECT 'b' || :key, l.sku_id, l.quantity, 'OPEN'
    FROM UNNEST(ARRAY[:sku]::BIGINT[], ARRAY[1]::BIGINT[]) AS l (sku_id, quantity)
    RETURNING sku_id, quantity
), moved AS (
    UPDATE product_service.sku_stock AS s
    SET available = s.available - line.quantity, reserved = s.reserved + line.quantity
    FROM line
    WHERE s.sku_id = line.sku_id
    RETURNING s.sku_id, s.on_hand, line.quantity
)
INSERT INTO product_service.stock_movements (sku_id, kind, on_hand_delta, reserved_delta, on_hand_after,
                                             reservation_id, user_id, reason, moved_at)
SELECT moved.sku_id, 3, 0, moved.quantity, moved.on_hand, 'b' || :key, 0, '', NOW()
FROM moved;
COMMIT;
\endpipeline

\startpipeline
BEGIN ISOLATION LEVEL READ COMMITTED;
SELECT PG_ADVISORY_XACT_LOCK(HASHTEXTEXTENDED('order.unpaid', :user));
SELECT COUNT(DISTINCT checkout_id) FROM order_service.orders WHERE user_id = :user AND status = 'PENDING_PAYMENT';
WITH placed AS (
    INSERT INTO order_service.orders (order_no, checkout_id, payment_id, payment_method, user_id, shop_id, shop_name,
                                      status, note, item_count, quantity, currency_code, goods_minor, freight_minor,
                                      discount_minor, total_minor, recipient, phone, country_code, province, city,
                                      district, street, postal_code, region_code, created_at, pay_before)
    SELECT new.order_no, 'b' || :key, 'b' || :key, 'sandbox', :user, new.shop_id, new.shop_name, 'PENDING_PAYMENT',
           new.note, new.item_count, new.quantity, 'CNY', new.goods_minor, new.freight_minor, new.discount_minor,
           new.total_minor, '张三', '13800000000', 'CN', '浙江省', '杭州市', '', '西湖路 1', '', '330100', NOW(),
           NOW() + INTERVAL '15 minutes'
    FROM UNNEST(ARRAY['b' || :key], ARRAY[:shop]::BIGINT[], ARRAY['Bench'], ARRAY[''], ARRAY[1], ARRAY[1],
                ARRAY[12900]::BIGINT[], ARRAY[0]::BIGINT[], ARRAY[0]::BIGINT[], ARRAY[12900]::BIGINT[])
        AS new (order_no, shop_id, shop_name, note, item_count, quantity, goods_minor, freight_minor, discount_minor,
                total_minor)
    WHERE NOT EXISTS (SELECT 1 FROM order_service.closed_accounts AS closed WHERE closed.user_id = :user)
      AND NOT EXISTS (
          SELECT 1 FROM order_service.closed_accounts AS closed
          WHERE closed.shop_id <> 0 AND closed.shop_id = ANY(ARRAY[:shop]::BIGINT[])
      )
    ORDER BY new.shop_id
    ON CONFLICT (checkout_id, shop_id) DO NOTHING
    RETURNING id, shop_id
), begun AS (
    INSERT INTO order_service.order_moves (order_id, from_status, to_status, actor, actor_user_id, reason, moved_at)
    SELECT placed.id, '', 'PENDING_PAYMENT', 'CUSTOMER', :user, '', NOW()
    FROM placed
), filled AS (
    INSERT INTO order_service.order_items (order_id, line_no, sku_id, product_id, product_name, option_values,
                                           picture_url, picture_width, picture_height, picture_alt, quantity,
                                           price_minor, total_minor)
    SELECT placed.id, new.line_no, new.sku_id, new.product_id, new.product_name,
           STRING_TO_ARRAY(new.option_values, CHR(31)), new.picture_url, new.picture_width, new.picture_height,
           new.picture_alt, new.quantity, new.price_minor, new.total_minor
    FROM UNNEST(ARRAY[:shop]::BIGINT[], ARRAY[1], ARRAY[:sku]::BIGINT[], ARRAY[1]::BIGINT[],
                ARRAY['云感降噪头戴式耳机 0'], ARRAY['黑'], ARRAY['/pictures/bench-0-0.webp'], ARRAY[900],
                ARRAY[900], ARRAY[''], ARRAY[1], ARRAY[12900]::BIGINT[], ARRAY[12900]::BIGINT[])
        AS new (shop_id, line_no, sku_id, product_id, product_name, option_values, picture_url, picture_width,
                picture_height, picture_alt, quantity, price_minor, total_minor)
    JOIN placed ON placed.shop_id = new.shop_id
)
SELECT id FROM placed;
\endpipeline
\startpipeline
INSERT INTO order_service.outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at,
                                   leased_until, attempts, failures, subscribers, last_error)
SELECT new.event_id::UUID, new.type, new.key, new.payload, new.traceparent, new.occurred_at, new.due_at, new.due_at,
       new.leased_until, new.attempts, 0, STRING_TO_ARRAY(new.subscribers, ','), ''
FROM UNNEST(ARRAY[GEN_RANDOM_UUID()::TEXT], ARRAY['ecommerce.order.v1.OrderPaymentDue'], ARRAY['b' || :key],
            ARRAY['\x0a176348566b44346f546963316d4c6f4568626e6272345641'::BYTEA],
            ARRAY['00-8fecbad4dc3304314bd84aca2dd985bd-be45245a248ba48e-00'], ARRAY[NOW()], ARRAY[NOW() + INTERVAL '15 minutes'], ARRAY[NOW()],
            ARRAY[0]::BIGINT[], ARRAY['order'])
    AS new (event_id, type, key, payload, traceparent, occurred_at, due_at, leased_until, attempts, subscribers)
RETURNING id AS row, event_id;
COMMIT;
\endpipeline

\startpipeline
BEGIN ISOLATION LEVEL READ COMMITTED;
WITH opened AS (
    INSERT INTO payment_service.payments (payment_id, checkout_id, user_id, method, status, amount_minor, currency_code,
                                          created_at, expires_at)
    VALUES ('b' || :key, 'b' || :key, :user, 'sandbox', 'PENDING', 12900, 'CNY', NOW(), NOW() + INTERVAL '15 minutes')
    ON CONFLICT DO NOTHING
    RETURNING id
)
INSERT INTO payment_service.payment_parts (payment_row_id, order_no, shop_id, amount_minor)
SELECT opened.id, new.order_no, new.shop_id, new.amount_minor
FROM opened
CROSS JOIN UNNEST(ARRAY['b' || :key], ARRAY[:shop]::BIGINT[], ARRAY[12900]::BIGINT[])
    AS new (order_no, shop_id, amount_minor);
\endpipeline
\startpipeline
INSERT INTO payment_service.outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at,
                                   leased_until, attempts, failures, subscribers, last_error)
SELECT new.event_id::UUID, new.type, new.key, new.payload, new.traceparent, new.occurred_at, new.due_at, new.due_at,
       new.leased_until, new.attempts, 0, STRING_TO_ARRAY(new.subscribers, ','), ''
FROM UNNEST(ARRAY[GEN_RANDOM_UUID()::TEXT], ARRAY['ecommerce.payment.v1.PaymentDue'], ARRAY['b' || :key],
            ARRAY['\x0a1770774846655561375055577a5732435675684c53584e67'::BYTEA],
            ARRAY['00-8fecbad4dc3304314bd84aca2dd985bd-9f8824a93aac9f60-00'], ARRAY[NOW()], ARRAY[NOW() + INTERVAL '15 minutes'], ARRAY[NOW()],
            ARRAY[0]::BIGINT[], ARRAY['payment'])
    AS new (event_id, type, key, payload, traceparent, occurred_at, due_at, leased_until, attempts, subscribers)
RETURNING id AS row, event_id;
COMMIT;
\endpipeline

WITH quick AS MATERIALIZED (SELECT SET_CONFIG('synchronous_commit', 'off', TRUE) AS value)
UPDATE checkout_service.idempotency_keys
SET reply = '\x750000000a176348566b44346f546963316d4c6f4568626e627234564112270a1232303236313132333838313134393336303510011a0542656e636822080a03434e5910e4641a310a1770774846655561375055577a5732435675684c53584e6712080a03434e5910e4641a0c08e58090d80610f8b8c9d10300000000'
FROM quick
WHERE scope = '/ecommerce.checkout.v1.CheckoutService/PlaceOrder|user:' || :user AND key = 'pgbench' || :key
  AND attempt = 1 AND (reply IS NULL OR reply = '') AND quick.value = 'off';

-- SPDX-License-Identifier: Apache-2.0
-- A marketplace of a given size, straight into the tables of services that are empty, in one transaction; `ecommerce
-- doctor` finds nothing wrong with it. Indexes are laid aside meanwhile. The variables, which seed.py gives:
--   products, shops, users, orders   how many there are; sizes are powers of ten and `shops` is below 9,000
--   heavy                            orders of customer 10001; the others' are spread by chance
--   buyers                           accounts that have ordered nothing yet
--   items                            1 or 2: products of an order, where its shop has two
--   visits                           rows of what people and events leave behind for a while: sessions, carts, inbox …
--   short                            1: little text in products
-- Shop 1 has a twentieth of the products and a tenth of the orders. Accounts: 1 is an administrator, s + 1 the seller of
-- shop s, 10001 and on customers, 2000001 and on buyers. SKUs of product p are 4p and on.
\set ON_ERROR_STOP on
SET temp_buffers = '128MB';
BEGIN;
SET LOCAL timezone = 'UTC';
SET LOCAL work_mem = '256MB';
SET LOCAL maintenance_work_mem = '512MB';
SELECT SETSEED(0.42);

-- All but those whose one row a migration makes.
CREATE TEMP TABLE service_tables ON COMMIT DROP AS
SELECT t.oid, FORMAT('%I.%I', n.nspname, t.relname) AS name
FROM pg_class AS t
JOIN pg_namespace AS n ON n.oid = t.relnamespace
WHERE n.nspname LIKE '%\_service' AND t.relkind = 'r' AND t.relname NOT LIKE '%migrations'
  AND t.relname <> 'parameters_version';

CREATE TEMP TABLE laid_aside ON COMMIT DROP AS
SELECT t.name AS table_name, i.indexrelid::REGCLASS::TEXT AS index_name, PG_GET_INDEXDEF(i.indexrelid) AS index_text,
       c.conname AS constraint_name, PG_GET_CONSTRAINTDEF(c.oid) AS constraint_text
FROM service_tables AS t
JOIN pg_index AS i ON i.indrelid = t.oid
LEFT JOIN pg_constraint AS c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u');

-- Emptying a table that is empty spares the log all that is written to it in this transaction (wal_level = minimal).
DO $$
DECLARE
    one RECORD;
    filled BOOLEAN;
BEGIN
    FOR one IN SELECT name FROM service_tables LOOP
        EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || one.name || ')' INTO filled;
        IF filled THEN RAISE EXCEPTION 'There are rows in % already.', one.name; END IF;
        EXECUTE 'TRUNCATE ' || one.name;
    END LOOP;
    FOR one IN SELECT table_name, index_name, constraint_name FROM laid_aside LOOP
        IF one.constraint_name IS NULL THEN
            EXECUTE 'DROP INDEX ' || one.index_name;
        ELSE
            EXECUTE FORMAT('ALTER TABLE %s DROP CONSTRAINT %I', one.table_name, one.constraint_name);
        END IF;
    END LOOP;
END $$;

-- ---------------------------------------------------------------------------------------------- people and shops
-- The password is "growth-pass".
INSERT INTO user_service.users (id, email, nickname, phone, password_hash, roles, shop_id, status, status_reason,
                                created_at, updated_at)
SELECT id, name || '@growth.example', name, '',
       '$argon2id$v=19$m=19456,t=2,p=1$wvUgDE5DOEMuIjDgWbhpEQ$D9ba2dZJurrMoFTq+sPrfMNy+2Zi7570fuDaWpnOMdg', roles, shop,
       'ACTIVE', '', came, came
FROM (
    SELECT 1 AS id, 'admin' AS name, 10 AS roles, 0 AS shop, NOW() - INTERVAL '800 days' AS came
    UNION ALL
    SELECT s + 1, 'seller' || s, 6, s, NOW() - INTERVAL '790 days' + s * INTERVAL '1 hour'
    FROM GENERATE_SERIES(1, :shops + 1) AS s
    UNION ALL
    SELECT 10000 + n, 'customer' || n, 2, 0, NOW() - INTERVAL '700 days' + n * (INTERVAL '600 days' / :users)
    FROM GENERATE_SERIES(1, :users) AS n
    UNION ALL
    SELECT 2000000 + n, 'buyer' || n, 2, 0, NOW() - INTERVAL '2 days' FROM GENERATE_SERIES(1, :buyers) AS n
) AS people;

INSERT INTO user_service.addresses (user_id, recipient, phone, country_code, province, city, district, street,
                                    postal_code, tag, is_default, created_at, region_code)
SELECT id, '张三', '13800000000', 'CN', '浙江省', '杭州市', '西湖区', '文三路 ' || id || ' 号', '', '', TRUE, created_at,
       '330106'
FROM user_service.users
WHERE id > 10000;

INSERT INTO user_service.shops (id, owner_user_id, name, name_folded, description, logo_url, logo_width, logo_height,
                                province, city, contact_name, contact_phone, status, reject_reason, applied_at, decided_at)
SELECT s, s + 1, name || ' ' || s, name || s, '一家认真做事的小店。', '', 0, 0, '浙江省', '杭州市', '李雷', '13800000000', 'OPEN', '',
       NOW() - INTERVAL '790 days', NOW() - INTERVAL '789 days'
FROM (
    SELECT s, SUBSTR('云山海星木石风月禾竹', 1 + s % 10, 1) || SUBSTR('杭川岭屿林舟棠溪野谷', 1 + s / 10 % 10, 1) || '小店' AS name
    FROM GENERATE_SERIES(1, :shops + 1) AS s
) AS named;

-- 10 roots, 6 below each of them, 5 leaves below each of those, whatever the number of products.
INSERT INTO category_service.categories (id, parent_id, name, name_en, sort_order, attributes, created_at, updated_at)
SELECT id, parent, name, '', id, '[]', NOW() - INTERVAL '800 days', NOW() - INTERVAL '800 days'
FROM (
    SELECT r AS id, 0 AS parent, SUBSTR('数码家居服饰美食运动美妆图书母婴汽车户外', 2 * r - 1, 2) AS name FROM GENERATE_SERIES(1, 10) AS r
    UNION ALL
    SELECT 10 + m, 1 + (m - 1) / 6, '分类' || m FROM GENERATE_SERIES(1, 60) AS m
    UNION ALL
    SELECT 70 + leaf, 11 + (leaf - 1) / 5, '细类' || leaf FROM GENERATE_SERIES(1, 300) AS leaf
) AS tree;

-- ------------------------------------------------------------------------------------------------------ products
-- Some brands and words are common and most are rare. Ten products have the brand 孤品坊, ten the tag 绝版, one 麒麟 in
-- its name. 2 of 100 wait for review, and 3 are not on sale for other reasons; a twelfth is sold out.
INSERT INTO product_service.products (id, shop_id, category_id, name, subtitle, brand, description, tags, pictures,
                                      attributes, options, currency_code, price_minor, max_price_minor, list_price_minor,
                                      state, reject_reason, version, created_at, updated_at, published_at,
                                      in_stock)
SELECT p, CASE WHEN p % 20 = 0 THEN 1 ELSE 2 + p % :shops END, 71 + FLOOR(300 * POWER(r1, 1.5)),
       brand || kind || CASE WHEN p = :products / 2 + 9 THEN '麒麟' ELSE '' END || noun || ' ' || CHR(65 + p % 26) || p % 997,
       kind || ',整天陪伴', brand,
       CASE :short WHEN 1 THEN '' ELSE REPEAT('一段不长不短的介绍,讲讲' || noun || '的来历。', 6 + p % 12) END,
       ARRAY_REMOVE(
           ARRAY[CASE WHEN r2 < 0.20 THEN '新品' WHEN r2 > 0.97 THEN '预售' END, CASE WHEN r3 < 0.15 THEN '热卖' END,
                 CASE WHEN r4 < 0.10 THEN '包邮' END, CASE WHEN r5 < 0.05 THEN '国潮' END,
                 CASE WHEN p % (:products / 10) = 8 THEN '绝版' END],
           NULL
       )::VARCHAR(30)[],
       CASE :short WHEN 1 THEN '[]' ELSE pictures END,
       CASE :short WHEN 1 THEN '[]' ELSE JSONB_BUILD_ARRAY(
           JSONB_BUILD_OBJECT('name', '材质', 'value', kind), JSONB_BUILD_OBJECT('name', '产地', 'value', '浙江'),
           JSONB_BUILD_OBJECT('name', '重量', 'value', p % 900 || ' 克'), JSONB_BUILD_OBJECT('name', '保修', 'value', '一年'),
           JSONB_BUILD_OBJECT('name', '型号', 'value', CHR(65 + p % 26) || p % 997)
       ) END,
       CASE p % 3
           WHEN 0 THEN '[]'
           WHEN 1 THEN '[{"name": "颜色", "values": ["黑", "白"]}]'
           ELSE '[{"name": "颜色", "values": ["黑", "白", "蓝"]}]'
       END::JSONB,
       'CNY', price, price + 500 * (p % 3), CASE WHEN r5 < 0.3 THEN price * 6 / 5 ELSE 0 END,
       state, CASE state WHEN 'REJECTED' THEN '描述不符' ELSE '' END, 3, made,
       made + INTERVAL '1 day' + r3 * (NOW() - made - INTERVAL '2 days'),
       CASE WHEN state NOT IN ('DRAFT', 'IN_REVIEW') THEN made + INTERVAL '1 day' END, p % 12 <> 5
FROM (
    SELECT p, r1, r2, r3, r4, r5, FLOOR(900 * EXP(r6 * 6))::BIGINT AS price,
           NOW() - INTERVAL '3 days' - (:products - p) * (INTERVAL '700 days' / :products) AS made,
           CASE WHEN r7 < 0.02 THEN 'IN_REVIEW' WHEN r7 < 0.03 THEN 'DRAFT' WHEN r7 < 0.04 THEN 'REJECTED'
                WHEN r7 < 0.05 THEN 'OFF_SHELF' ELSE 'ON_SALE' END AS state,
           CASE
               WHEN p % (:products / 10) = 7 THEN '孤品坊'
               WHEN r8 < 0.05 THEN ''
               ELSE SUBSTR('云山海星木石风月禾竹松梅兰荷雪雨雷金玉银', 1 + FLOOR(20 * POWER(r9, 3))::INTEGER, 1) ||
                    SUBSTR('感行韵匠里派集造语途坊记家品铺舍社堂居阁', 1 + FLOOR(400 * POWER(r9, 3))::INTEGER % 20, 1)
           END AS brand,
           SUBSTR('轻薄降噪便携复古简约加厚防水智能静音高清柔软耐磨保暖透气折叠无线迷你大号家用专业',
                  1 + 2 * FLOOR(r10 * 20)::INTEGER, 2) ||
           SUBSTR('纯棉实木陶瓷玻璃真皮羊毛竹丝硅胶亚麻碳纤', 1 + 2 * FLOOR(r11 * 10)::INTEGER, 2) AS kind,
           (ARRAY['头戴式耳机', '蓝牙耳机', '机械键盘', '保温杯', '台灯', '双肩包', '运动鞋', '冲锋衣', '连衣裙', '衬衫',
                  '四件套', '枕头', '炒锅', '菜刀', '茶壶', '咖啡机', '电饭煲', '空气净化器', '加湿器', '吹风机',
                  '电动牙刷', '剃须刀', '面霜', '洗面奶', '口红', '香水', '绘本', '字典', '积木', '拼图',
                  '婴儿车', '奶瓶', '行车记录仪', '座垫', '轮胎', '帐篷', '睡袋', '登山杖', '鱼竿', '跑步机',
                  '瑜伽垫', '哑铃', '羽毛球拍', '篮球', '自行车', '滑板', '手表', '项链', '墨镜', '皮带',
                  '围巾', '手套', '毛毯', '地毯', '窗帘', '书架', '餐桌', '办公椅', '床垫', '台历'])
               [1 + FLOOR(r12 * 60)::INTEGER] AS noun,
           JSONB_BUILD_ARRAY(picture, picture, picture, picture) AS pictures
    FROM (
        SELECT p, RANDOM() AS r1, RANDOM() AS r2, RANDOM() AS r3, RANDOM() AS r4, RANDOM() AS r5, RANDOM() AS r6,
               RANDOM() AS r7, RANDOM() AS r8, RANDOM() AS r9, RANDOM() AS r10, RANDOM() AS r11, RANDOM() AS r12,
               JSONB_BUILD_OBJECT('alt', '', 'url', '/pictures/p' || p || '.webp', 'width', 900, 'height', 900) AS picture
        FROM GENERATE_SERIES(1, :products) AS p
    ) AS dice
) AS words;

INSERT INTO product_service.listings (product_id, shop_id, category_id, brand, brand_folded, tags, name_folded,
                                      price_minor, in_stock, on_sale, sold_count)
SELECT id, shop_id, category_id, brand, brand_folded, tags, name_folded, price_minor, in_stock, state = 'ON_SALE',
       FLOOR(EXP(RANDOM() * RANDOM() * 12))
FROM product_service.products
ORDER BY id;

-- The index of the search has all products, and none of the words that the program would find them by: nothing is read
-- for it beside what is asked.
INSERT INTO search_service.documents (product_id, ticket, on_sale, shop_id, category_id, price_minor, sold_count,
                                      review_count, published_at, stars, in_stock, brand, tags, name, name_key,
                                      brand_key, words, card, terms)
SELECT product_id, 1, TRUE, shop_id, category_id, price_minor, sold_count, 0, NOW(), 0, in_stock, brand, tags, '', '', '',
       '{}', '', ''
FROM product_service.listings
WHERE on_sale
ORDER BY product_id;

INSERT INTO search_service.walks (id, run, finished_run, after_id, products, analyser) VALUES (1, 1, 1, 0, 0, 1000), (2, 1, 1, 0, 0, 1000);

INSERT INTO product_service.brand_counts (category_id, brand, products)
SELECT w.category_id, l.brand, COUNT(*)
FROM product_service.listings AS l
CROSS JOIN LATERAL (VALUES (0::BIGINT), (l.category_id)) AS w (category_id)
WHERE l.on_sale AND l.brand <> ''
GROUP BY w.category_id, l.brand;

INSERT INTO product_service.skus (id, product_id, position, option_values, price_minor, list_price_minor, code,
                                  weight_grams)
SELECT p.id * 4 + j, p.id, j + 1,
       CASE WHEN p.id % 3 = 0 THEN '{}' ELSE ARRAY[SUBSTR('黑白蓝', j + 1, 1)] END::VARCHAR(60)[], p.price_minor + 500 * j,
       CASE WHEN p.list_price_minor = 0 THEN 0 ELSE p.list_price_minor + 600 * j END, '', 500
FROM product_service.products AS p, GENERATE_SERIES(0, 2) AS j
WHERE j <= p.id % 3;

ANALYZE product_service.skus, product_service.products (id, name);

INSERT INTO product_service.pictures (name, width, height, stored, uploaded_at, kept_at)
SELECT 'p' || id || '.webp', 900, 900, TRUE, created_at, created_at FROM product_service.products;

-- -------------------------------------------------------------------------------------------------------- orders
-- Of the last year, up to four days ago, so that no deadline is near. A second product is of the same shop.
CREATE TEMP TABLE placed ON COMMIT DROP AS
SELECT n, user_id, shop_id, p1, p2, p1 * 4 + FLOOR(ra * (1 + p1 % 3))::BIGINT AS s1,
       p2 * 4 + FLOOR(rb * (1 + p2 % 3))::BIGINT AS s2, 1 + FLOOR(ra * 3)::INTEGER AS q1, 1 + FLOOR(rb * 2)::INTEGER AS q2,
       created_at,
       CASE WHEN r < 0.08 THEN 'CANCELLED' WHEN r < 0.09 THEN 'REFUNDED' WHEN n > :orders * 0.98 THEN 'PAID'
            WHEN n > :orders * 0.95 THEN 'SHIPPED' ELSE 'COMPLETED' END AS status,
       'c' || TRANSLATE(ENCODE(DECODE(MD5('checkout' || n), 'hex'), 'base64'), '+/=', '-_') AS checkout_id,
       TRANSLATE(ENCODE(DECODE(MD5('payment' || n), 'hex'), 'base64'), '+/=', '-_') AS digest,
       TO_CHAR(created_at, 'YYYYMMDD') || LPAD((n * 6700417 % 10000000000)::TEXT, 10, '0') AS order_no
FROM (
    SELECT n, r, ra, rb, p1, CASE WHEN p1 % 20 = 0 THEN 1 ELSE 2 + p1 % :shops END AS shop_id,
           CASE WHEN n % (:orders / :heavy) = 0 THEN 10001 ELSE 10002 + FLOOR(ru * (:users - 1))::BIGINT END AS user_id,
           first + step * FLOOR(rc * ((:products - first) / step + 1))::BIGINT AS p2,
           NOW() - INTERVAL '4 days' - (:orders - n) * (INTERVAL '365 days' / :orders) AS created_at
    FROM (
        SELECT n, r, ru, ra, rb, rc, p1, step, (p1 - 1) % step + 1 AS first
        FROM (
            SELECT n, r, ru, ra, rb, rc, p1, CASE WHEN p1 % 20 = 0 THEN 20 ELSE 20 * :shops END AS step
            FROM (
                SELECT n, RANDOM() AS r, RANDOM() AS ru, RANDOM() AS ra, RANDOM() AS rb, RANDOM() AS rc,
                       CASE WHEN RANDOM() < 0.1 THEN 20 * (1 + FLOOR(RANDOM() * (:products / 20))::BIGINT)
                            ELSE 20 * FLOOR(RANDOM() * (:products / 20))::BIGINT + 1 + FLOOR(RANDOM() * 19)::BIGINT END AS p1
                FROM GENERATE_SERIES(1::BIGINT, :orders) AS n
            ) AS dice
        ) AS stepped
    ) AS bounded
) AS shaped;

ANALYZE placed;

CREATE TEMP TABLE lines ON COMMIT DROP AS
SELECT o.n, l.line_no, l.sku_id, o.checkout_id, o.status, o.created_at, l.product_id, k.option_values, l.quantity,
       k.price_minor, k.price_minor * l.quantity AS total_minor
FROM placed AS o
CROSS JOIN LATERAL (VALUES (1, o.s1, o.p1, o.q1), (2, o.s2, o.p2, o.q2)) AS l (line_no, sku_id, product_id, quantity)
JOIN product_service.skus AS k ON k.id = l.sku_id
WHERE l.line_no = 1 OR (:items = 2 AND o.p1 <> o.p2)
ORDER BY o.n, l.line_no;

ANALYZE lines;

INSERT INTO order_service.order_items (order_id, line_no, sku_id, product_id, product_name, option_values, picture_url,
                                       picture_width, picture_height, picture_alt, quantity, price_minor, total_minor)
SELECT l.n, l.line_no, l.sku_id, l.product_id, p.name, l.option_values, '/pictures/p' || p.id || '.webp', 900, 900, '',
       l.quantity, l.price_minor, l.total_minor
FROM lines AS l
JOIN product_service.products AS p ON p.id = l.product_id;

CREATE TEMP TABLE totals ON COMMIT DROP AS
SELECT n, COUNT(*) AS items, SUM(total_minor)::BIGINT AS total, SUM(quantity)::INTEGER AS quantity FROM lines GROUP BY n;

ANALYZE totals;

INSERT INTO order_service.orders (id, order_no, checkout_id, payment_id, payment_method, user_id, shop_id, shop_name,
                                  status, note, item_count, quantity, currency_code, goods_minor, freight_minor,
                                  discount_minor, total_minor, recipient, phone, country_code, province, city, district,
                                  street, postal_code, region_code, carrier, tracking_no, cancel_reason, created_at,
                                  pay_before, ship_before, completes_at, paid_at, shipped_at, completed_at, cancelled_at,
                                  refunded_at)
SELECT o.n, o.order_no, o.checkout_id, 'p' || o.digest, 'sandbox', o.user_id, o.shop_id, s.name, o.status, '', t.items,
       t.quantity, 'CNY', t.total, 0, 0, t.total, '张三', '13800000000', 'CN', '浙江省', '杭州市', '西湖区',
       '文三路 ' || o.user_id || ' 号', '', '330106', CASE WHEN shipped THEN '顺丰速运' ELSE '' END,
       CASE WHEN shipped THEN 'SF' || LPAD(o.n::TEXT, 12, '0') ELSE '' END,
       CASE o.status WHEN 'CANCELLED' THEN '超时未付' ELSE '' END, o.created_at, o.created_at + INTERVAL '15 minutes',
       CASE o.status WHEN 'PAID' THEN NOW() + INTERVAL '30 days' END,
       CASE o.status WHEN 'SHIPPED' THEN NOW() + INTERVAL '30 days' END,
       CASE WHEN o.status <> 'CANCELLED' THEN o.created_at + INTERVAL '5 minutes' END,
       CASE WHEN shipped THEN o.created_at + INTERVAL '1 day' END,
       CASE o.status WHEN 'COMPLETED' THEN o.created_at + INTERVAL '4 days' END,
       CASE o.status WHEN 'CANCELLED' THEN o.created_at + INTERVAL '15 minutes' END,
       CASE o.status WHEN 'REFUNDED' THEN o.created_at + INTERVAL '2 days' END
FROM placed AS o
JOIN totals AS t ON t.n = o.n
JOIN user_service.shops AS s ON s.id = o.shop_id
CROSS JOIN LATERAL (SELECT o.status IN ('SHIPPED', 'COMPLETED') AS shipped) AS goods
ORDER BY o.n;

INSERT INTO search_service.order_documents (order_no, order_id, user_id, shop_id, status, created_at, terms)
SELECT order_no, id, user_id, shop_id,
       ARRAY_POSITION(ARRAY['PENDING_PAYMENT', 'PAID', 'SHIPPED', 'COMPLETED', 'CANCELLED', 'REFUNDING', 'REFUNDED'],
                      status::TEXT),
       created_at, ''
FROM order_service.orders;

INSERT INTO order_service.order_moves (order_id, from_status, to_status, actor, actor_user_id, reason, moved_at)
SELECT o.n, m.was, m.became, m.actor,
       CASE m.actor WHEN 'CUSTOMER' THEN o.user_id WHEN 'SELLER' THEN o.shop_id + 1 ELSE 0 END, '', o.created_at + m.later
FROM placed AS o
CROSS JOIN LATERAL (VALUES
    (1, '', 'PENDING_PAYMENT', 'CUSTOMER', INTERVAL '0', TRUE),
    (2, 'PENDING_PAYMENT', 'CANCELLED', 'TIMER', INTERVAL '15 minutes', o.status = 'CANCELLED'),
    (2, 'PENDING_PAYMENT', 'PAID', 'PAYMENT', INTERVAL '5 minutes', o.status <> 'CANCELLED'),
    (3, 'PAID', 'SHIPPED', 'SELLER', INTERVAL '1 day', o.status IN ('SHIPPED', 'COMPLETED')),
    (4, 'SHIPPED', 'COMPLETED', 'CUSTOMER', INTERVAL '4 days', o.status = 'COMPLETED'),
    (3, 'PAID', 'REFUNDING', 'CUSTOMER', INTERVAL '2 days', o.status = 'REFUNDED'),
    (4, 'REFUNDING', 'REFUNDED', 'PAYMENT', INTERVAL '2 days', o.status = 'REFUNDED')
) AS m (step, was, became, actor, later, happened)
WHERE m.happened
ORDER BY o.n, m.step;

-- ------------------------------------------------------------------------------------------------------ payments
INSERT INTO payment_service.payments (id, payment_id, checkout_id, user_id, method, status, amount_minor, currency_code,
                                      charge_id, provider_reference, created_at, expires_at, paid_at, closed_at,
                                      refunded_at)
SELECT o.n, 'p' || o.digest, o.checkout_id, o.user_id, 'sandbox',
       CASE o.status WHEN 'CANCELLED' THEN 'CLOSED' WHEN 'REFUNDED' THEN 'REFUNDED' ELSE 'SUCCEEDED' END, t.total, 'CNY',
       CASE WHEN paid THEN 'h' || o.digest ELSE '' END, CASE WHEN paid THEN 'sandbox-' || o.n ELSE '' END, o.created_at,
       o.created_at + INTERVAL '15 minutes', CASE WHEN paid THEN o.created_at + INTERVAL '5 minutes' END,
       CASE WHEN NOT paid THEN o.created_at + INTERVAL '15 minutes' END,
       CASE o.status WHEN 'REFUNDED' THEN o.created_at + INTERVAL '2 days' END
FROM placed AS o
JOIN totals AS t ON t.n = o.n
CROSS JOIN LATERAL (SELECT o.status <> 'CANCELLED' AS paid) AS money
ORDER BY o.n;

INSERT INTO payment_service.payment_parts (payment_row_id, order_no, shop_id, amount_minor, status)
SELECT o.n, o.order_no, o.shop_id, t.total,
       CASE o.status WHEN 'CANCELLED' THEN 'CLOSED' WHEN 'REFUNDED' THEN 'REFUNDED' ELSE 'SUCCEEDED' END
FROM placed AS o
JOIN totals AS t ON t.n = o.n
ORDER BY o.n;

INSERT INTO payment_service.charges (charge_id, payment_row_id, provider, method, status, amount_minor, currency_code,
                                     provider_reference, created_at)
SELECT 'h' || o.digest, o.n, 'sandbox', 'sandbox', CASE o.status WHEN 'REFUNDED' THEN 'REFUNDED' ELSE 'PAID' END, t.total,
       'CNY', 'sandbox-' || o.n, o.created_at + INTERVAL '4 minutes'
FROM placed AS o
JOIN totals AS t ON t.n = o.n
WHERE o.status <> 'CANCELLED'
ORDER BY o.n;

INSERT INTO payment_service.provider_events (provider, event_id, charge_id, received_at)
SELECT 'sandbox', 'e' || payment_row_id, charge_id, created_at FROM payment_service.charges;

INSERT INTO payment_service.refunds (refund_id, payment_row_id, charge_id, order_no, amount_minor, status, requested_at,
                                     done_at)
SELECT 'rf_' || o.order_no, o.n, 'h' || o.digest, o.order_no, t.total, 'DONE', o.created_at + INTERVAL '2 days',
       o.created_at + INTERVAL '2 days'
FROM placed AS o
JOIN totals AS t ON t.n = o.n
WHERE o.status = 'REFUNDED'
ORDER BY o.n;

INSERT INTO payment_service.sandbox_charges (charge_id, token, payment_id, amount_minor, currency_code, order_nos,
                                             return_path, status, created_at, expires_at)
SELECT 'h' || o.digest, 't' || o.digest, 'p' || o.digest, t.total, 'CNY', ARRAY[o.order_no], '/orders',
       CASE o.status WHEN 'REFUNDED' THEN 'REFUNDED' ELSE 'PAID' END, o.created_at, o.created_at + INTERVAL '15 minutes'
FROM placed AS o
JOIN totals AS t ON t.n = o.n
WHERE o.status <> 'CANCELLED'
ORDER BY o.n;

INSERT INTO payment_service.sandbox_refunds (refund_id, charge_id, amount_minor, created_at)
SELECT refund_id, charge_id, amount_minor, done_at FROM payment_service.refunds;

-- --------------------------------------------------------------------------------------------------------- stock
INSERT INTO product_service.sku_stock (sku_id, on_hand, available, reserved)
SELECT id, units, units, 0
FROM (SELECT id, CASE WHEN product_id % 12 = 5 THEN 0 ELSE 100 + id % 900 END AS units FROM product_service.skus) AS k;

INSERT INTO product_service.reservations (id, reservation_id, status, expires_at, created_at)
SELECT n, checkout_id, CASE status WHEN 'CANCELLED' THEN 'RELEASED' ELSE 'SOLD' END, created_at + INTERVAL '25 minutes',
       created_at
FROM placed
ORDER BY n;

INSERT INTO product_service.reservation_lines (reservation_id, sku_id, quantity, status)
SELECT checkout_id, sku_id, quantity,
       CASE status WHEN 'CANCELLED' THEN 'RELEASED' WHEN 'REFUNDED' THEN 'RETURNED' ELSE 'SOLD' END
FROM lines
ORDER BY n, line_no;

-- What was there at first, then what each order held (3) and gave back (4), sold (5) and took back (6).
INSERT INTO product_service.stock_movements (sku_id, kind, on_hand_delta, reserved_delta, on_hand_after, reservation_id,
                                             user_id, reason, moved_at)
SELECT s.sku_id, 1, s.on_hand + COALESCE(d.units, 0), 0, s.on_hand + COALESCE(d.units, 0), '', 2, '',
       NOW() - INTERVAL '730 days'
FROM product_service.sku_stock AS s
LEFT JOIN (
    SELECT sku_id, SUM(quantity)::BIGINT AS units FROM lines WHERE status NOT IN ('CANCELLED', 'REFUNDED') GROUP BY sku_id
) AS d ON d.sku_id = s.sku_id;

INSERT INTO product_service.stock_movements (sku_id, kind, on_hand_delta, reserved_delta, on_hand_after, reservation_id,
                                             user_id, reason, moved_at)
SELECT l.sku_id, m.kind, m.on_hand * l.quantity, m.reserved * l.quantity, 1000, l.checkout_id, 0, '',
       l.created_at + m.later
FROM lines AS l
CROSS JOIN LATERAL (VALUES
    (3, 0, 1, INTERVAL '0', TRUE),
    (4, 0, -1, INTERVAL '15 minutes', l.status = 'CANCELLED'),
    (5, -1, -1, INTERVAL '5 minutes', l.status <> 'CANCELLED'),
    (6, 1, 0, INTERVAL '2 days', l.status = 'REFUNDED')
) AS m (kind, on_hand, reserved, later, happened)
WHERE m.happened
ORDER BY l.n, l.line_no, m.kind;

-- ------------------------------------------------------------------------- what is left behind, and goes after a while
-- The session of account u is known by its number, so that a test can sign tokens for it.
INSERT INTO auth_service.sessions (session_id, user_id, roles, shop_id, generation, in_cookie, user_agent, ip_address,
                                   created_at, last_seen_at, expires_at, access_version, roles_version)
SELECT TRANSLATE(ENCODE(DECODE(MD5('session' || id), 'hex'), 'base64'), '+/=', '-_'), id, roles, shop_id, 1, FALSE, 'growth',
       '127.0.0.1', NOW(), NOW(), NOW() + INTERVAL '30 days', 1, 1
FROM user_service.users
WHERE id < 10000 + :visits OR id > 2000000;

INSERT INTO notification_service.notifications (box, owner_id, kind, type, details, subject, created_at, read_at)
SELECT 'ACCOUNT', o.user_id, n.kind, n.type, n.details, o.order_no, o.created_at + n.later,
       CASE WHEN o.n % 10 <> 0 THEN o.created_at + INTERVAL '5 days' END
FROM placed AS o
CROSS JOIN LATERAL (VALUES
    ('TRANSACTION', 'ORDER_PAID', ARRAY['amount', '129.00 CNY'], INTERVAL '5 minutes', o.status <> 'CANCELLED'),
    ('TRANSACTION', 'ORDER_CANCELLED', '{}', INTERVAL '15 minutes', o.status = 'CANCELLED'),
    ('PARCELS', 'ORDER_SHIPPED', '{}', INTERVAL '1 day', :short = 0 AND o.status IN ('SHIPPED', 'COMPLETED'))
) AS n (kind, type, details, later, happened)
WHERE n.happened
ORDER BY o.n;

INSERT INTO auth_service.account_access (user_id, version) SELECT user_id, 1 FROM auth_service.sessions;

INSERT INTO cart_service.carts (id, owner, created_at, updated_at)
SELECT n, 'u:' || 10000 + n, NOW(), NOW() FROM GENERATE_SERIES(1, LEAST(:visits, :users)) AS n;

INSERT INTO cart_service.cart_lines (cart_id, sku_id, quantity, selected, added_price_minor, currency_code, added_at,
                                     product_name)
SELECT n, 4 + 4 * (n * 7919 % :products), 1, TRUE, 10000, 'CNY', NOW(), '台灯'
FROM GENERATE_SERIES(1::BIGINT, LEAST(:visits, :users)) AS n;

-- Taken in days to come, for what is not settled within an hour is a fault.
INSERT INTO cart_service.taken_lines (owner, checkout_id, sku_id, line_id, quantity, added_price_minor, currency_code,
                                      added_at, taken_at)
SELECT 'u:' || user_id, checkout_id, s1, n, 1, 10000, 'CNY', NOW(), NOW() + INTERVAL '300 days'
FROM placed
WHERE n <= :visits;

INSERT INTO user_service.bank_cards (user_id, number_sealed, number_digest, brand, last_four, holder, expiry_month,
                                     expiry_year, is_default, created_at)
SELECT 10000 + n, '', MD5('card' || n), 1, '0000', '张三', 1, 2050, TRUE, NOW()
FROM GENERATE_SERIES(2, LEAST(:visits, :users)) AS n;

INSERT INTO checkout_service.idempotency_keys (scope, key, request_hash, attempt, leased_until, reply, claimed_at)
SELECT '/ecommerce.checkout.v1.CheckoutService/PlaceOrder|user:' || user_id, 'k' || n, '\x00', 1, NOW(), '\x00', NOW()
FROM placed
WHERE n <= :visits;

INSERT INTO product_service.inbox (event_id, subscriber, taken_at)
SELECT GEN_RANDOM_UUID(), 'product.stock', NOW() FROM GENERATE_SERIES(1, :visits);

-- Deadlines that are far away.
INSERT INTO order_service.outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at,
                                  leased_until, attempts, failures, subscribers, last_error)
SELECT GEN_RANDOM_UUID(), 'ecommerce.order.v1.OrderReceiptDue', n, '', '', NOW(), NOW() + INTERVAL '300 days',
       NOW() + INTERVAL '300 days', NOW(), 0, 0, '{order}', ''
FROM GENERATE_SERIES(1, :visits) AS n;

-- --------------------------------------------------------------------------------------------- indexes and sequences
DO $$
DECLARE
    one RECORD;
    most BIGINT;
BEGIN
    FOR one IN SELECT table_name, index_text, constraint_name, constraint_text FROM laid_aside LOOP
        IF one.constraint_name IS NULL THEN
            EXECUTE one.index_text;
        ELSE
            EXECUTE FORMAT(
                'ALTER TABLE %s ADD CONSTRAINT %I %s', one.table_name, one.constraint_name, one.constraint_text
            );
        END IF;
    END LOOP;
    FOR one IN
        SELECT t.name, a.attname, PG_GET_SERIAL_SEQUENCE(t.name, a.attname) AS sequence
        FROM service_tables AS t
        JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE PG_GET_SERIAL_SEQUENCE(t.name, a.attname) IS NOT NULL
    LOOP
        EXECUTE FORMAT('SELECT MAX(%I) FROM %s', one.attname, one.name) INTO most;
        IF most IS NOT NULL THEN PERFORM SETVAL(one.sequence, most); END IF;
    END LOOP;
END $$;
COMMIT;

-- What is found by an index alone is only so on pages that are known to be visible to all.
SELECT FORMAT('VACUUM (ANALYZE) %I.%I', n.nspname, t.relname)
FROM pg_class AS t
JOIN pg_namespace AS n ON n.oid = t.relnamespace
WHERE n.nspname LIKE '%\_service' AND t.relkind = 'r' \gexec

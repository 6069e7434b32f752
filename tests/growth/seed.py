# SPDX-License-Identifier: Apache-2.0
"""The data, and what the tests have to know of it."""

import os

from bench.growth import seed
from tests.support.servers import Servers, without_account

# A folder whose servers and data are kept from one run to the next, for whoever works on a plan.
KEPT = os.environ.get("ECOMMERCE_TEST_GROWTH_SERVERS")


class KeptServers(Servers):
    """Started before by `tools/servers start FOLDER --pg-port 0 --kv-port 0 --fsync off`."""

    def __init__(self, folder):
        self.folder = folder
        variables = dict(line.replace("'", "").split("=", 1) for line in self._tool("env").split())
        self.source = variables["DB_SOURCE"]
        self.address = without_account(self.source)
        self.redis_address = variables["REDIS_ADDRESS"]
        self.redis_password = variables["REDIS_PASSWORD"]
        self._database = self.sql("SELECT CURRENT_DATABASE()")[0][0]

    def remove(self):
        pass


def servers():
    """Of the test's own: it changes their settings."""
    return KeptServers(KEPT) if KEPT else True


FREIGHT = """'{"basis": "FREIGHT_BASIS_PIECES",
  "elsewhere": {"firstUnits": "1", "firstFee": "800", "furtherUnits": "1", "furtherFee": "100"}}'"""

# What the seed of the benchmarks leaves small: shops of every state, accounts that are frozen, and what goes wrong.
MORE = """
INSERT INTO user_service.shops (id, owner_user_id, name, name_folded, description, logo_url, logo_width, logo_height,
                                province, city, contact_name, contact_phone, status, reject_reason, applied_at, decided_at,
                                owner_frozen, pending_name, pending_at)
SELECT 10000 + n, 20000 + n, '小铺 ' || n, '小铺' || n, '', '', 0, 0, '浙江省', '杭州市', '李雷', '13800000000', status, '',
       NOW(), NOW(), status = 'SUSPENDED', CASE WHEN n % 3000 = 1 THEN '新铺 ' || n ELSE '' END,
       CASE WHEN n % 3000 = 1 THEN NOW() END
FROM (
    SELECT n, CASE WHEN n % 100 = 0 THEN 'REJECTED' WHEN n % 200 = 1 THEN 'CLOSED' WHEN n % 2000 = 2 THEN 'PENDING'
                   WHEN n % 2000 = 3 THEN 'SUSPENDED' ELSE 'OPEN' END AS status
    FROM GENERATE_SERIES(1, {rows} / 10) AS n
) AS states;

UPDATE user_service.users SET status = 'FROZEN' WHERE id BETWEEN 300001 AND 300100;

UPDATE user_service.users SET email = NULL, nickname = '', roles = 0, status = 'CLOSED', password_hash = ''
WHERE id > 400000 AND id % 200 = 7;

INSERT INTO order_service.closed_accounts (user_id, shop_id, closed_at)
SELECT 5000000 + n, CASE WHEN n % 100 = 0 THEN 5000000 + n ELSE 0 END, NOW() FROM GENERATE_SERIES(1, {rows} / 100) AS n;

INSERT INTO product_service.shop_closings (shop_id, closed, version)
SELECT 5000000 + n, TRUE, 2 FROM GENERATE_SERIES(1, {rows} / 100) AS n;

-- As many templates as a shop may have, and nearly all of shop 1's products by one of them.
INSERT INTO product_service.freight_templates (id, shop_id, name, terms, version, created_at, updated_at)
SELECT 0, 0, '', terms, 1, NOW(), NOW() FROM (VALUES ({freight}::JSONB)) AS f (terms)
UNION ALL
SELECT n, CASE WHEN n <= 50 THEN 1 ELSE 2 + n / 50 END, '模板 ' || n, terms, 1, NOW(), NOW()
FROM GENERATE_SERIES(1, {rows} / 20) AS n, (VALUES ({freight}::JSONB)) AS f (terms);

UPDATE product_service.products AS p
SET freight_template_id = CASE WHEN p.shop_id = 1 AND p.id % 100 <> 0 THEN 1 ELSE t.id END
FROM (SELECT shop_id, MAX(id) AS id FROM product_service.freight_templates WHERE id <> 0 GROUP BY shop_id) AS t
WHERE t.shop_id = p.shop_id AND (p.id % 20 = 0 OR p.id % 200 = 1);

INSERT INTO product_service.picture_uploads (uploader, day, pictures)
SELECT 'shop:' || n, NOW()::DATE, 1 FROM GENERATE_SERIES(1, {rows} / 100) AS n;

INSERT INTO order_service.dead_letters (event_id, subscriber, type, key, payload, traceparent, occurred_at, deliver_at,
                                        attempts, last_error, died_at)
SELECT GEN_RANDOM_UUID(), 'product', 'ecommerce.order.v1.OrderPaid', n, '', '', NOW(), NOW(), 1, '', NOW()
FROM GENERATE_SERIES(1, {rows} / 100) AS n;

-- Account 10001 and shop 1 have a hundredth each, most of it read.
INSERT INTO notification_service.notifications (box, owner_id, kind, type, details, subject, created_at, read_at)
SELECT CASE WHEN n % 3 = 0 THEN 'SHOP' ELSE 'ACCOUNT' END,
       CASE WHEN n % 100 = 0 THEN CASE WHEN n % 3 = 0 THEN 1 ELSE 10001 END ELSE 10002 + n % ({rows} / 20) END,
       CASE WHEN n % 7 = 0 THEN 'PARCELS' WHEN n % 1000 = 1 THEN 'SERVICE' ELSE 'TRANSACTION' END, 'ORDER_PAID', '{{}}', n,
       NOW() - INTERVAL '10 days' + n * INTERVAL '0.5 seconds', CASE WHEN n % 20 <> 0 THEN NOW() END
FROM GENERATE_SERIES(1, {rows}) AS n;

INSERT INTO notification_service.closed_boxes (owner_id, box, closed_at)
SELECT 5000000 + n, 'ACCOUNT', NOW() - INTERVAL '1 day' FROM GENERATE_SERIES(1, {rows} / 100) AS n;

INSERT INTO auth_service.second_factors (user_id, factor_id, secret_sealed, last_step, created_at, turned_on_at)
SELECT 5000000 + n, 'factor-' || n, 'x', 1, NOW(), NOW() FROM GENERATE_SERIES(1, {rows} / 20) AS n;

INSERT INTO auth_service.recovery_codes (user_id, code_digest)
SELECT 5000000 + n / 10, 'digest-' || n FROM GENERATE_SERIES(1, {rows} / 2) AS n;

-- Half of the links were used, and of 200 waiting mails one died.
INSERT INTO user_service.email_links (link_id, user_id, purpose, email, former_email, language, created_at, expires_at,
                                      ended_at)
SELECT 'link-' || n, 10001 + n % ({rows} / 20), CASE WHEN n % 5 = 0 THEN 'CHANGE_EMAIL' ELSE 'CONFIRM_EMAIL' END,
       'other' || n || '@example.com', '', 'ANY', NOW() - n * INTERVAL '0.5 seconds', NOW() + INTERVAL '7 days',
       CASE WHEN n % 2 = 0 THEN NOW() END
FROM GENERATE_SERIES(1, {rows} / 5) AS n;

INSERT INTO notification_service.mails (box, owner_id, type, details, subject, link_id, to_present_address, created_at,
                                        due_at, attempts, died_at, reply_code)
SELECT 'ACCOUNT', 5000000 + n, 'ORDER_PAID', '{{}}', n, '', FALSE, NOW(), NOW() + INTERVAL '1 day', 1,
       CASE WHEN n % 200 = 0 THEN NOW() END, CASE WHEN n % 200 = 0 THEN 550 ELSE 0 END
FROM GENERATE_SERIES(1, {rows} / 10) AS n;

INSERT INTO notification_service.mail_choices (user_id, kind, by_mail)
SELECT 10001 + n, 'TRANSACTION', FALSE FROM GENERATE_SERIES(1, {rows} / 20) AS n;

-- Reviews: a twentieth is of product 20 and shop 1, as much by account 10001.
INSERT INTO review_service.reviews (order_no, line_no, user_id, product_id, sku_id, shop_id, product_name, option_values,
                                    goods_picture_url, goods_picture_width, goods_picture_height, goods_picture_alt, state,
                                    goods_stars, logistics_stars, service_stars, text, picture_urls, picture_widths,
                                    picture_heights, picture_count, tag_ids, nickname, likes, replied, received_at,
                                    write_before, written_at)
SELECT 'r' || n, 1, CASE WHEN n % 20 = 3 THEN 10001 ELSE 10002 + n % ({rows} / 20) END, product_id, product_id * 4 + n / 20 % 3,
       CASE WHEN product_id % 20 = 0 THEN 1 ELSE 2 + product_id % 1000 END, '商品 ' || product_id, '{{}}', '', 0, 0, '', state,
       stars, stars, stars, CASE WHEN stars > 0 THEN '不错' ELSE '' END,
       CASE WHEN pictures THEN '{{/pictures/r.webp}}' ELSE '{{}}' END::TEXT[],
       CASE WHEN pictures THEN '{{900}}' ELSE '{{}}' END::BIGINT[], CASE WHEN pictures THEN '{{900}}' ELSE '{{}}' END::BIGINT[],
       pictures::INT, CASE WHEN n % 4 = 1 AND state = 'PUBLISHED' THEN '{{1}}' ELSE '{{}}' END::BIGINT[], 'customer',
       n * 7919 % 100, n % 3 = 0, received_at, received_at + INTERVAL '90 days',
       CASE WHEN stars > 0 THEN received_at + INTERVAL '1 day' END
FROM (
    SELECT n, state, NOW() - INTERVAL '400 days' + n * (INTERVAL '399 days' / ({rows} / 5)) AS received_at,
           CASE WHEN n % 20 = 0 THEN 20 ELSE 1 + n * 7 % {rows} END AS product_id,
           CASE WHEN state IN ('AWAITED', 'LAPSED') THEN 0 ELSE 5 - n % 7 * (n % 7) / 12 END AS stars,
           n % 5 = 1 AND state = 'PUBLISHED' AS pictures
    FROM (
        SELECT n, CASE WHEN n % 500 = 1 THEN 'HELD' WHEN n % 500 = 2 THEN 'HIDDEN' WHEN n % 30 = 3 THEN 'AWAITED'
                       WHEN n % 60 = 4 THEN 'LAPSED' ELSE 'PUBLISHED' END AS state
        FROM GENERATE_SERIES(1, {rows} / 5) AS n
    ) AS states
) AS reviews;

INSERT INTO review_service.tagged_reviews (product_id, tag_id, written_at, review_id)
SELECT product_id, 1, written_at, id FROM review_service.reviews WHERE tag_ids = '{{1}}';

INSERT INTO review_service.product_tags (product_id, tag_id, reviews)
SELECT product_id, 1, COUNT(*) FROM review_service.tagged_reviews GROUP BY product_id;

INSERT INTO review_service.tag_rules (id, name, bare, phrases) VALUES (1, '质量好', '质量好', '{{质量好}}');

INSERT INTO review_service.product_ratings (product_id, shop_id, one, two, three, four, five, logistics_sum, service_sum,
                                            with_pictures, automatic)
SELECT product_id, MIN(shop_id), COUNT(*) FILTER (WHERE goods_stars = 1), COUNT(*) FILTER (WHERE goods_stars = 2),
       COUNT(*) FILTER (WHERE goods_stars = 3), COUNT(*) FILTER (WHERE goods_stars = 4),
       COUNT(*) FILTER (WHERE goods_stars = 5), SUM(logistics_stars), SUM(service_stars), SUM(picture_count), 0
FROM review_service.reviews WHERE state = 'PUBLISHED' GROUP BY product_id;

INSERT INTO review_service.shop_ratings (shop_id, one, two, three, four, five, logistics_sum, service_sum, with_pictures,
                                         automatic)
SELECT s, 0, 0, 0, 0, 10, 50, 50, 1, 0 FROM GENERATE_SERIES(1, {rows} / 100) AS s;

-- Replies and follow-ups, questions and their answers.
INSERT INTO review_service.remarks (kind, state, review_id, question_id, product_id, shop_id, user_id, by_shop, nickname,
                                    anonymous, text, picture_urls, picture_widths, picture_heights, held_words,
                                    answer_count, written_at)
SELECT kind, CASE WHEN n % 500 = 1 THEN 'HELD' WHEN n % 500 = 2 THEN 'HIDDEN' ELSE 'PUBLISHED' END,
       CASE WHEN kind IN ('REPLY', 'FOLLOW_UP') THEN n ELSE 0 END, CASE kind WHEN 'ANSWER' THEN n - 1 ELSE 0 END, product_id,
       CASE WHEN product_id % 20 = 0 THEN 1 ELSE 2 + product_id % 1000 END,
       CASE WHEN n % 20 = 2 THEN 10001 ELSE 10002 + n % ({rows} / 20) END, kind = 'REPLY', '', FALSE, '怎么样?', '{{}}', '{{}}',
       '{{}}', '{{}}', CASE WHEN kind = 'QUESTION' AND n % 8 <> 0 THEN 1 ELSE 0 END,
       NOW() - INTERVAL '300 days' + n * INTERVAL '1 minute'
FROM (
    SELECT n, (ARRAY['FOLLOW_UP', 'QUESTION', 'ANSWER', 'REPLY'])[1 + n % 4] AS kind,
           CASE WHEN n % 20 < 4 THEN 20 ELSE 1 + n / 4 * 7 % {rows} END AS product_id
    FROM GENERATE_SERIES(1, {rows} / 5) AS n
) AS kinds;

INSERT INTO review_service.review_likes (review_id, user_id, liked_at)
SELECT n, 10001, NOW() FROM GENERATE_SERIES(1, {rows} / 10) AS n;

INSERT INTO review_service.reports (review_id, user_id, reason, note, state, reported_at)
SELECT n, 10002 + n, 'OTHER', '', CASE WHEN n % 50 = 0 THEN 'OPEN' WHEN n % 3 = 0 THEN 'UPHELD' ELSE 'REJECTED' END, NOW()
FROM GENERATE_SERIES(1, {rows} / 50) AS n;

INSERT INTO review_service.daily_counts (user_id, kind, day, done)
SELECT 10002 + n, 'ASK', NOW()::DATE, 1 FROM GENERATE_SERIES(1, {rows} / 100) AS n;

INSERT INTO review_service.shop_closings (shop_id, closed, version)
SELECT 5000000 + n, TRUE, 2 FROM GENERATE_SERIES(1, {rows} / 100) AS n;

INSERT INTO review_service.returned_lines (order_no, sku_id, returned_at)
SELECT 'gone' || n, n, NOW() FROM GENERATE_SERIES(1, {rows} / 100) AS n;

ANALYZE;
"""


def fill(servers_, rows):
    """Lays the data into a database that is migrated; nothing where they lie already."""
    if not servers_.sql("SELECT 1 FROM order_service.orders LIMIT 1"):
        seed.fill(servers_.source, seed.sizes(rows, narrow=True))
    if not servers_.sql("SELECT 1 FROM user_service.shops WHERE id > 10000 LIMIT 1"):
        servers_.superuser(MORE.format(rows=rows, freight=FREIGHT))


def facts_of(servers_):
    """What the words in braces of the routes stand for, and how many rows each table has."""

    def one(text):
        return servers_.sql(text)[0][0]

    rows = {
        name: int(count)
        for name, count in servers_.sql(
            """
            SELECT OID::REGCLASS, reltuples::BIGINT FROM pg_class
            WHERE relkind = 'r' AND relnamespace::REGNAMESPACE::TEXT LIKE '%\\_service'
              AND relname NOT LIKE '%\\_migrations'
            """
        )
    }
    latest = "SELECT {} FROM order_service.orders WHERE {} ORDER BY id DESC LIMIT 1"
    facts = {
        "rows": rows,
        "many": max(rows.values()) // 500,
        # As seed.sql numbers them.
        "admin_id": 1,
        "heavy_buyer_id": 10001,
        "buyer_id": 10002,
        "heavy_shop_id": 1,
        "heavy_seller_id": 2,
        "shop_id": 3,
        "seller_id": 4,
        "category_id": 71,
        "reviewed_product_id": 20,
        "reviewed_sku_id": 80,
        "question_id": one("SELECT question_id FROM review_service.remarks WHERE kind = 'ANSWER' AND state = 'PUBLISHED' LIMIT 1"),
        "review_id": one("SELECT id FROM review_service.reviews WHERE state = 'PUBLISHED' AND user_id = 10001 LIMIT 1"),
        "rare_brand": "孤品坊",
        "rare_tag": "绝版",
        "rare_word": "麒麟",
        "too_common_prefix": "customer1",
        "rare_prefix": "customer7777",
        "common_shop": "小铺",
        "too_common_shop": "小店",
        "rare_shop": "小店 77",
        "order_no": one(latest.format("order_no", "TRUE")),
        "heavy_order_no": one(latest.format("order_no", "user_id = 10001")),
        "heavy_payment_id": one(latest.format("payment_id", "user_id = 10001")),
        "shop_order_no": one(latest.format("order_no", "shop_id = 1")),
        "refunded_order_no": one(latest.format("order_no", "status = 'REFUNDED'")),
    }
    facts["order_beginning"] = facts["order_no"][:12]
    for name, shop in (("heavy_sku_id", facts["heavy_shop_id"]), ("sku_id", facts["shop_id"])):
        facts[name] = one(
            f"""
            SELECT k.id FROM product_service.products AS p
            JOIN product_service.skus AS k ON k.product_id = p.id
            JOIN product_service.sku_stock AS s ON s.sku_id = k.id
            WHERE p.shop_id = {shop} AND p.state = 'ON_SALE' AND s.available > 50
            ORDER BY k.id LIMIT 1
            """
        )
    facts["product_id"] = one(f"SELECT product_id FROM product_service.skus WHERE id = {facts['sku_id']}")
    return facts

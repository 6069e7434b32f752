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

-- Half of the links were used, and a hundredth of the mails died.
INSERT INTO user_service.email_links (link_id, user_id, purpose, email, former_email, language, created_at, expires_at,
                                      ended_at)
SELECT 'link-' || n, 10001 + n % ({rows} / 20), CASE WHEN n % 5 = 0 THEN 'CHANGE_EMAIL' ELSE 'CONFIRM_EMAIL' END,
       'other' || n || '@example.com', '', 'ANY', NOW() - n * INTERVAL '0.5 seconds', NOW() + INTERVAL '7 days',
       CASE WHEN n % 2 = 0 THEN NOW() END
FROM GENERATE_SERIES(1, {rows} / 5) AS n;

INSERT INTO notification_service.mails (box, owner_id, type, details, subject, link_id, to_present_address, created_at,
                                        due_at, attempts, died_at, reply_code)
SELECT 'ACCOUNT', 5000000 + n, 'ORDER_PAID', '{{}}', n, '', FALSE, NOW(), NOW(), 1, NOW(), 550
FROM GENERATE_SERIES(1, {rows} / 100) AS n;

INSERT INTO notification_service.mail_choices (user_id, kind, by_mail)
SELECT 10001 + n, 'TRANSACTION', FALSE FROM GENERATE_SERIES(1, {rows} / 20) AS n;

ANALYZE;
"""


def fill(servers_, rows):
    """Lays the data into a database that is migrated; nothing where they lie already."""
    if not servers_.sql("SELECT 1 FROM order_service.orders LIMIT 1"):
        seed.fill(servers_.source, seed.sizes(rows, narrow=True))
    if not servers_.sql("SELECT 1 FROM user_service.shops WHERE id > 10000 LIMIT 1"):
        servers_.superuser(MORE.format(rows=rows))


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

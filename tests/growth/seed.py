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


def fill(platform, rows):
    """Lays the data into a database that is migrated; nothing where they lie already."""
    if not platform.servers.sql("SELECT 1 FROM order_service.orders LIMIT 1"):
        seed.fill(platform.servers.source, seed.sizes(rows, narrow=True))


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
        "many": max(rows.values()) // 1000,
        # As seed.sql numbers them.
        "admin_id": 1,
        "heavy_buyer_id": 10001,
        "buyer_id": 10002,
        "heavy_shop_id": 1,
        "heavy_seller_id": 2,
        "shop_id": 3,
        "seller_id": 4,
        "category_id": 71,
        "common_prefix": "customer1",
        "rare_prefix": "customer7777",
        "common_shop": "小店",
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

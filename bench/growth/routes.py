# SPDX-License-Identifier: Apache-2.0
"""What is asked at each size: every list and look-up, for those with few rows and with many."""

import random
import urllib.parse

from world import Api, sign_in

BUYERS = 40


class Caller:
    """Tokens of the seed's accounts, and numbers of its rows."""

    def __init__(self, servers, database):
        names = ["admin", "seller1", "seller7", "customer1"]
        names += [f"customer{n}" for n in range(2, 2 + BUYERS)] + [f"buyer{n}" for n in range(1, 1 + BUYERS)]
        tokens = sign_in(names)
        self.admin, self.big, self.small, self.heavy = (tokens[name] for name in names[:4])
        self.customers = {10000 + n: tokens[f"customer{n}"] for n in range(2, 2 + BUYERS)}
        self.buyers = [tokens[f"buyer{n}"] for n in range(1, 1 + BUYERS)]
        self.products = self.ids(
            servers, database, "SELECT id FROM product_service.products WHERE state = 'ON_SALE' ORDER BY HASHINT8(id) LIMIT 5000"
        )
        self.orders = servers.sql(
            database,
            "SELECT user_id, order_no FROM order_service.orders WHERE user_id BETWEEN 10002 AND 10041 ORDER BY HASHINT8(id) LIMIT 1000",
        )
        self.sku = self.ids(servers, database, "SELECT MIN(id) FROM product_service.skus WHERE product_id = 20")[0]
        self.oldest = servers.sql(database, "SELECT order_no FROM order_service.orders WHERE shop_id = 1 ORDER BY id LIMIT 1")[0][0]

    @staticmethod
    def ids(servers, database, text):
        return [int(row[0]) for row in servers.sql(database, text)]


def later_page(token, path, pages):
    """The address of a list's page after so many, or of its last."""
    api, at, join = Api(token), path, "&" if "?" in path else "?"
    for _ in range(pages):
        following = api("GET", at).get("nextPageToken", "")
        if not following:
            break
        at = f"{path}{join}pageToken={following}"
    return at


def routes(caller):
    """name -> [(verb, path, token, body)]; what is asked differs from time to time where ids do."""
    rng = random.Random(7)
    buyer, some = caller.buyers[0], caller.buyers

    def get(path, token=buyer):
        return [("GET", path, token, "")]

    def products(**options):
        return get("/v1/products?" + urllib.parse.urlencode(options))

    def orders(path, token, **options):
        return get(f"{path}?" + urllib.parse.urlencode(options), token)

    beginning = caller.oldest[:12]
    return {
        "list: default": products(),
        "list: newest": products(orderBy="newest"),
        "list: price up": products(orderBy="price_asc"),
        "list: price down": products(orderBy="price_desc"),
        "list: newest, page 50": get(later_page(buyer, "/v1/products?orderBy=newest", 49)),
        "list: leaf, many": products(categoryId=75),
        "list: leaf, newest": products(categoryId=75, orderBy="newest"),
        "list: leaf, few, price up": products(categoryId=370, orderBy="price_asc"),
        "list: root": products(categoryId=1),
        "list: root, newest": products(categoryId=1, orderBy="newest"),
        "list: common brand": products(brand="云感"),
        "list: rare brand": products(brand="孤品坊"),
        "list: common tag": products(tag="新品"),
        "list: rare tag": products(tag="绝版"),
        "list: price 200.00-201.00": products(minPrice=20000, maxPrice=20100),
        "list: price 50-500": products(minPrice=5000, maxPrice=50000),
        "list: in stock": products(inStock="true"),
        "list: leaf, brand, in stock": products(categoryId=75, brand="云感", inStock="true"),
        "search: many hits": products(query="耳机"),
        "search: one hit": products(query="麒麟"),
        "search: no hit": products(query="龘靐"),
        "search: no hit in a leaf": products(query="龘靐", categoryId=75),
        "product": [("GET", f"/v1/products/{one}", rng.choice(some), "") for one in caller.products],
        "product, guest": [("GET", f"/v1/products/{caller.products[0]}", "", "")],
        "20 products": [
            ("GET", "/v1/products:batchGet?" + "&".join(f"ids={one}" for one in rng.sample(caller.products, 20)), buyer, "")
            for _ in range(200)
        ],
        "brands": get("/v1/brands"),
        "brands of a leaf": get("/v1/brands?categoryId=75"),
        "categories": get("/v1/categories"),
        "shop": get("/v1/shops/7"),
        "a big shop's page": products(shopId=1),
        "a shop's page": products(shopId=7),
        "my orders": [("GET", "/v1/orders", token, "") for token in caller.customers.values()],
        "my orders, 5,000": get("/v1/orders", caller.heavy),
        "my orders, 5,000: refunded": orders("/v1/orders", caller.heavy, status="ORDER_STATUS_REFUNDED"),
        "my orders, 5,000: none pending": orders("/v1/orders", caller.heavy, status="ORDER_STATUS_PENDING_PAYMENT"),
        "my counts, 5,000": get("/v1/orders:count", caller.heavy),
        "my notifications": [("GET", "/v1/notifications", token, "") for token in caller.customers.values()],
        "my notifications, 10,000": get("/v1/notifications", caller.heavy),
        "my unread notifications, 10,000": get("/v1/notifications:countUnread", caller.heavy),
        "order": [("GET", f"/v1/orders/{no}", caller.customers[int(user)], "") for user, no in caller.orders],
        "big seller's orders": get("/v1/shop/orders", caller.big),
        "big seller's orders: paid": orders("/v1/shop/orders", caller.big, status="ORDER_STATUS_PAID"),
        "big seller's orders: a number": orders("/v1/shop/orders", caller.big, orderNo=caller.oldest),
        "big seller's orders: a number's beginning": orders("/v1/shop/orders", caller.big, orderNo=beginning),
        "big seller's counts": get("/v1/shop/orders:count", caller.big),
        "seller's counts": get("/v1/shop/orders:count", caller.small),
        "big seller's products": get("/v1/shop/products", caller.big),
        "seller's products": get("/v1/shop/products", caller.small),
        "big seller's payments": get("/v1/payments", caller.big),
        "stock movements of a SKU": get(f"/v1/skus/{caller.sku}/movements", caller.big),
        "admin: products in review": get("/v1/admin/products", caller.admin),
        "admin: products on sale": orders("/v1/admin/products", caller.admin, state="PRODUCT_STATE_ON_SALE"),
        "admin: products by name": orders("/v1/admin/products", caller.admin, state="PRODUCT_STATE_ON_SALE", query="耳机"),
        "admin: users": get("/v1/admin/users", caller.admin),
        "admin: users by prefix": orders("/v1/admin/users", caller.admin, query="customer17"),
        "admin: administrators": orders("/v1/admin/users", caller.admin, role="ROLE_ADMIN"),
        "admin: shops": get("/v1/admin/shops", caller.admin),
        "admin: orders": get("/v1/admin/orders", caller.admin),
        "admin: orders, none refunding": orders("/v1/admin/orders", caller.admin, status="ORDER_STATUS_REFUNDING"),
        "admin: orders by a number's beginning": orders("/v1/admin/orders", caller.admin, orderNo=beginning),
        "admin: payments, none processing": orders("/v1/payments", caller.admin, status="PAYMENT_STATUS_PROCESSING"),
        "admin: refunds": get("/v1/admin/refunds", caller.admin),
    }

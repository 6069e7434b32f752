# SPDX-License-Identifier: Apache-2.0
"""What is asked of the program over a million rows. One line adds a route.

A line is who asks, the path, and the index that its list is meant to walk along ("" where any will do that keeps the
bounds). Words in braces are facts of the data (plans_test.py, FACTS). The whole list is asked each route ten times in
a row, and then once more from its end to its beginning, so that a plan which turns after the common values meets the
rare ones and the other way round.
"""

import itertools

# Values that few and many rows have.
ORDER_STATUSES = ("COMPLETED", "REFUNDING", "PENDING_PAYMENT", "PAID", "SHIPPED", "CANCELLED", "REFUNDED")
PAYMENT_STATUSES = ("SUCCEEDED", "PROCESSING", "PENDING", "CLOSED", "PARTLY_REFUNDED", "REFUNDING", "REFUNDED")


def each(who, path, index="", **filters):
    """The path with every combination of the filters' values; None leaves a filter out."""
    for values in itertools.product(*filters.values()):
        query = "&".join(f"{name}={value}" for name, value in zip(filters, values) if value is not None)
        yield who, path + ("?" + query if query else ""), index


def statuses(prefix, names):
    return (f"{prefix}_{name}" for name in names)


ORDERS = tuple(statuses("ORDER_STATUS", ORDER_STATUSES))
PAYMENTS = tuple(statuses("PAYMENT_STATUS", PAYMENT_STATUSES))

PRODUCTS = tuple(statuses("PRODUCT_STATE", ("DRAFT", "IN_REVIEW", "ON_SALE", "REJECTED", "OFF_SHELF")))
ORDERS_OF_PRODUCTS = (None, "newest", "price_asc", "price_desc")

READS = [
    # ---------------------------------------------------------------------------------------- orders
    *each("heavy_buyer", "/v1/orders", status=(None, *ORDERS), orderNo=(None, "{order_beginning}", "{order_no}")),
    *each("buyer", "/v1/orders", status=(None, *ORDERS)),
    ("heavy_buyer", "/v1/orders:count", ""),
    ("buyer", "/v1/orders:count", ""),
    ("heavy_buyer", "/v1/orders/{heavy_order_no}", "orders_order_no_uq"),
    *each("heavy_seller", "/v1/shop/orders", status=(None, *ORDERS), orderNo=(None, "{order_beginning}", "{order_no}")),
    *each("seller", "/v1/shop/orders", status=(None, *ORDERS), orderNo=(None, "{order_beginning}", "{order_no}")),
    ("heavy_seller", "/v1/shop/orders:count", ""),
    ("seller", "/v1/shop/orders:count", ""),
    ("heavy_seller", "/v1/shop/orders/{shop_order_no}", "orders_order_no_uq"),
    *each("admin", "/v1/admin/orders", status=(None, *ORDERS), orderNo=(None, "{order_beginning}", "{order_no}")),
    *each("admin", "/v1/admin/orders", userId=("{heavy_buyer_id}", "{buyer_id}"), status=(None, ORDERS[0], ORDERS[1])),
    *each("admin", "/v1/admin/orders", shopId=("{heavy_shop_id}", "{shop_id}"), status=(None, ORDERS[0], ORDERS[1])),
    ("admin", "/v1/admin/orders/{order_no}", "orders_order_no_uq"),
    # -------------------------------------------------------------------------------------- payments
    ("heavy_buyer", "/v1/payments/{heavy_payment_id}", "payments_payment_id_uq"),
    *each("heavy_seller", "/v1/payments", status=(None, *PAYMENTS), orderNo=(None, "{shop_order_no}")),
    *each("seller", "/v1/payments", status=(None, *PAYMENTS)),
    *each("admin", "/v1/payments", status=(None, *PAYMENTS), shopId=(None, "{heavy_shop_id}", "{shop_id}")),
    ("admin", "/v1/payments?orderNo={order_no}", "payment_parts_order_uq"),
    *each("admin", "/v1/admin/refunds", status=(None, *statuses("REFUND_STATUS", ("DONE", "REQUESTED", "FAILED")))),
    ("admin", "/v1/admin/refunds?orderNo={refunded_order_no}", "refunds_order_no_uq"),
    # ---------------------------------------------------------------------------- people and shops
    *each(
        "admin",
        "/v1/admin/users",
        query=(None, "{too_common_prefix}", "{rare_prefix}", "nobody-is-called-so", "{buyer_id}"),
        role=(None, "ROLE_CUSTOMER", "ROLE_SELLER", "ROLE_ADMIN"),
        status=(None, "USER_STATUS_ACTIVE", "USER_STATUS_FROZEN"),
    ),
    ("admin", "/v1/admin/users/{buyer_id}", "users_pk"),
    ("buyer", "/v1/users/me", "users_pk"),
    ("buyer", "/v1/users/me/email", "email_links_user_ix"),
    ("buyer", "/v1/users/me/addresses", "addresses_user_ix"),
    ("buyer", "/v1/users/me/bank-cards", ""),
    ("seller", "/v1/users/me/shop", "shops_owner_uq"),
    ("buyer", "/v1/auth/sessions", "sessions_user_ix"),
    *each("buyer", "/v1/shops", query=(None, "{common_shop}", "{too_common_shop}", "{rare_shop}", "nobody-is-called-so")),
    ("buyer", "/v1/shops/{shop_id}", "shops_pk"),
    ("buyer", "/v1/shops:batchGet?ids={shop_id}&ids={heavy_shop_id}", "shops_pk"),
    *each(
        "admin",
        "/v1/admin/shops",
        status=(None, *statuses("SHOP_STATUS", ("OPEN", "PENDING", "REJECTED", "CLOSED", "SUSPENDED"))),
        query=(None, "{common_shop}", "{rare_shop}", "nobody-is-called-so"),
        hasPendingChange=(None, "true"),
    ),
    # ------------------------------------------------------------------------------------- catalogue
    ("buyer", "/v1/products", "listings_sold_ix"),
    *each(
        "buyer",
        "/v1/products",
        orderBy=ORDERS_OF_PRODUCTS,
        categoryId=(None, "{category_id}"),
        brand=(None, "{rare_brand}"),
        inStock=(None, "true"),
    ),
    *each("buyer", "/v1/products", orderBy=ORDERS_OF_PRODUCTS, shopId=("{shop_id}", "{heavy_shop_id}")),
    *each("buyer", "/v1/products", orderBy=ORDERS_OF_PRODUCTS, tag=("{rare_tag}",)),
    *each("buyer", "/v1/products", query=("{rare_word}", "nobody-is-called-so"), categoryId=(None, "{category_id}")),
    *each("buyer", "/v1/brands", categoryId=(None, "{category_id}")),
    *each("heavy_seller", "/v1/shop/products", state=(None, *PRODUCTS)),
    *each("admin", "/v1/admin/products", state=(None, *PRODUCTS)),
    ("heavy_seller", "/v1/shop/freight-templates", "freight_templates_shop_ix"),
    ("seller", "/v1/shop/freight-templates", "products_freight_ix"),
    ("buyer", "/v1/freight:estimate?skuId={heavy_sku_id}", "freight_templates_pk"),
    ("buyer", "/v1/freight:estimate?skuId={sku_id}", "freight_templates_pk"),
    ("buyer", "/v1/products/{product_id}", "products_pk"),
    ("buyer", "/v1/products:batchGet?ids={product_id}", "products_pk"),
    ("heavy_seller", "/v1/skus/{heavy_sku_id}/movements", "stock_movements_sku_ix"),
    # ------------------------------------------------------------------------------------------ cart
    ("buyer", "/v1/cart", "carts_owner_uq"),
    ("buyer", "/v1/cart:count", ""),
    # --------------------------------------------------------------------------------- notifications
    *each(
        "heavy_seller",
        "/v1/notifications",
        box=("BOX_ACCOUNT", "BOX_SHOP"),
        kind=(None, *statuses("NOTIFICATION_KIND", ("TRANSACTION", "PARCELS", "SERVICE", "PROMOTION"))),
    ),
    *each("heavy_buyer", "/v1/notifications", kind=(None, "NOTIFICATION_KIND_PROMOTION")),
    *each("heavy_seller", "/v1/notifications:countUnread", box=("BOX_ACCOUNT", "BOX_SHOP")),
    ("heavy_buyer", "/v1/notifications:countUnread", ""),
    ("buyer", "/v1/notifications/mail-choices", "mail_choices_pk"),
    ("buyer", "/v1/notifications/settings", "mail_choices_pk"),
    ("admin", "/v1/admin/dead-mails", "mails_dead_ix"),
    # --------------------------------------------------------------------------------------- reviews
    *each("buyer", "/v1/products/{reviewed_product_id}/reviews", orderBy=(None, "newest", "rating")),
    *each("buyer", "/v1/products/{product_id}/reviews", orderBy=(None, "newest", "rating")),
    *each("buyer", "/v1/products/{reviewed_product_id}/reviews", stars=("5", "1"), orderBy=(None, "newest")),
    *each("buyer", "/v1/products/{reviewed_product_id}/reviews", withPictures=("true",), orderBy=(None, "newest")),
    *each("buyer", "/v1/products/{reviewed_product_id}/reviews", skuId=("{reviewed_sku_id}",), orderBy=(None, "newest")),
    ("buyer", "/v1/products/{reviewed_product_id}/reviews?tagId=1&orderBy=newest", "tagged_reviews_pk"),
    *each(
        "buyer",
        "/v1/products/{reviewed_product_id}/reviews",
        stars=("5", "1"),
        withPictures=("true",),
        tagId=(None, "1"),
        orderBy=(None, "newest", "rating"),
    ),
    ("buyer", "/v1/products/{reviewed_product_id}/reviews:summary", "product_ratings_pk"),
    ("buyer", "/v1/ratings:batchGet?productIds={reviewed_product_id}&productIds={product_id}", "product_ratings_pk"),
    ("buyer", "/v1/shops/{shop_id}/reviews:summary", "shop_ratings_pk"),
    ("buyer", "/v1/products/{reviewed_product_id}/questions", "remarks_product_ix"),
    ("buyer", "/v1/questions/{question_id}/answers", "remarks_answers_ix"),
    ("heavy_buyer", "/v1/users/me/questions", "remarks_user_ix"),
    *each("heavy_buyer", "/v1/users/me/reviews"),
    *each("heavy_buyer", "/v1/users/me/reviews:pending"),
    ("heavy_buyer", "/v1/users/me/reviews/{review_id}", "reviews_pk"),
    ("heavy_buyer", "/v1/users/me/review-likes?reviewIds={review_id}", "review_likes_pk"),
    *each("heavy_seller", "/v1/shop/reviews", stars=(None, "5", "1"), unreplied=(None, "true")),
    *each("heavy_seller", "/v1/shop/questions", unanswered=(None, "true")),
    *each("admin", "/v1/admin/reviews", state=(None, "REVIEW_STATE_HIDDEN")),
    *each("admin", "/v1/admin/review-remarks", state=(None, "REMARK_STATE_HIDDEN")),
    *each("admin", "/v1/admin/review-reports", state=(None, "REPORT_STATE_UPHELD", "REPORT_STATE_REJECTED")),
    # ------------------------------------------------------------------------------- what went wrong
    ("admin", "/v1/admin/events/order/dead-letters", "dead_letters_pkey"),
]

# SPDX-License-Identifier: Apache-2.0
"""Every route, called as everybody, at the gateway and straight at the service.

Who may call comes from the contract: `x-roles` of /openapi.json. That rows belong to somebody is asserted with
real rows; a route with a parameter that is missing here fails the test.
"""

import re
import unittest

from tests.support import contract
from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.client import Client
from tests.support.platform import SERVICES

NOBODYS = {"id": "999999999", "skuId": "999999999", "orderNo": "19700101-0000000000", "token": "x" * 40}
ENDING = "/v1/auth/logout"  # ends the session that calls it: each caller gets one to lose
DENIALS = {"TOKEN_MISSING", "TOKEN_INVALID", "SESSION_ENDED", "ROLE_REQUIRED"}


def fill(path, values):
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found.group(1), "x"), path)


@in_both_shapes
class Matrix(PlatformCase):
    @classmethod
    async def _build(cls):
        market = await super()._build()
        client = Client(cls.platform.gateway_port)
        cls.buyer = await shop.customer(client)
        cls.other = await shop.customer(client)
        cls.callers = {
            "anonymous": (None, set()),
            "customer": (cls.buyer, {"customer"}),
            "another customer": (cls.other, {"customer"}),
            "seller": (market.sellers[0], {"customer", "seller"}),
            "another seller": (market.sellers[1], {"customer", "seller"}),
            "admin": (market.admin, {"customer", "admin"}),
        }
        document = shop.need("openapi", await client.get("/openapi.json"))
        services = {method.http: method.service for method in contract.methods() if method.http}
        cls.routes = [
            (verb, path, set(operation["x-roles"]), services[(verb, contract.anonymise(path))])
            for path, operations in document["paths"].items()
            for verb, operation in operations.items()
            if "x-roles" in operation
        ]
        cls.dangerous = {
            (verb, path)
            for path, operations in document["paths"].items()
            for verb, operation in operations.items()
            if "x-step-up" in operation
        }
        await client.close()
        return market

    async def call(self, client, verb, path, account, body=None, timeout=20):
        json = body if body is not None else ({} if verb in ("post", "put", "patch") else None)
        token = account.token if account else None
        key = shop.unique("matrix") if verb == "post" else None
        return await client.request(
            verb.upper(), path, json=json, token=token, key=key, timeout=timeout, first_event=True
        )

    def test_the_description_and_the_contract_name_the_same_routes(self):
        told = {(verb, contract.anonymise(path)) for verb, path, _, _ in self.routes}
        declared = {method.http: method for method in contract.methods() if method.http}
        self.assertEqual(told, set(declared))
        for verb, path, roles, _ in self.routes:
            method = declared[(verb, contract.anonymise(path))]
            self.assertEqual((verb, path) in self.dangerous, method.step_up, path)
            wanted = {role.lower() for role in method.roles} | ({"anonymous"} if method.anonymous else set())
            self.assertEqual(roles, wanted, path)

    async def matrix(self, client_of):
        for verb, path, roles, service in self.routes:
            for name, (account, held) in self.callers.items():
                with self.subTest(f"{verb.upper()} {path} as {name}"):
                    if account and path == ENDING:
                        account = await self.throwaway(account)
                    reply = await self.call(client_of(service), verb, fill(path, NOBODYS), account)
                    self.assert_access(reply, roles, account, held)

    async def throwaway(self, account):
        twin = shop.Account(account.email)
        return await shop.sign_in(self.client, twin)

    def assert_access(self, reply, roles, account, held):
        self.assertLess(reply.status, 500, reply)
        if "anonymous" in roles or held & roles:
            # That nobody gave the password is no matter of roles.
            self.assertTrue(reply.status != 403 or reply.reason == "WRONG_PASSWORD", reply)
            if account:
                self.assertNotIn(reply.reason, DENIALS, reply)
        elif account is None:
            self.assert_problem(reply, 401)
        else:
            self.assert_problem(reply, 403, "ROLE_REQUIRED")

    async def test_every_route_as_everybody_at_the_gateway(self):
        await self.matrix(lambda service: self.client)

    async def test_every_route_as_everybody_straight_at_the_services(self):
        clients = {name: self.new_client(self.platform.ports[name]) for name in SERVICES}
        # What every service has is asked of each by the next test.
        await self.matrix(lambda service: clients.get(service, self.client))

    async def test_what_every_service_has_is_for_administrators(self):
        shared = [method for method in contract.methods() if method.http and method.service not in SERVICES]
        self.assertTrue(shared)
        for method in shared:
            for service in method.owners:
                client = self.new_client(self.platform.ports[service])
                for name, (account, held) in self.callers.items():
                    with self.subTest(f"{method.path} of {service} as {name}"):
                        verb, path = method.http
                        reply = await self.call(client, verb, path.replace("{}", "1"), account)
                        self.assert_access(reply, {role.lower() for role in method.roles}, account, held)

    async def test_a_broken_token_is_refused_everywhere_it_counts(self):
        head, body, seal = self.buyer.token.split(".")
        for token in ("x", f"{head}.{body}.", f"{head}.{body}.{seal[::-1]}", f"{head}.{body[:-2]}AA.{seal}"):
            broken = shop.Account("")
            broken.token = token
            for verb, path, roles, _ in self.routes:
                if "anonymous" not in roles:
                    reply = await self.call(self.client, verb, fill(path, NOBODYS), broken)
                    self.assert_problem(reply, 401)

    async def test_internal_methods_have_no_route(self):
        for method in contract.methods():
            if method.internal and not method.http:
                for port in [self.platform.gateway_port] + [self.platform.ports[owner] for owner in method.owners]:
                    reply = await self.call(self.new_client(port), "post", method.path, self.market.admin)
                    self.assert_problem(reply, 404)


# What anyone signed in may do with what everybody reads.
EVERYBODYS = {
    ("post", "/v1/products/{}/questions"),
    ("post", "/v1/questions/{}:answer"),
    ("post", "/v1/reviews/{}:like"),
    ("post", "/v1/reviews/{}:report"),
}


@in_both_shapes
class Rows(PlatformCase):
    """What belongs to somebody is not there for others of the same role."""

    async def reviewed(self, buyer):
        """A review of something that the buyer received."""
        placed, _ = await shop.paid_order(self.client, buyer, shop.lines(self.market.skus[0]))
        number = placed["orders"][0]["orderNo"]
        shop.need("ship", await shop.ship(self.client, self.market.sellers[0], number))
        shop.need("confirm", await self.client.post(f"/v1/orders/{number}:confirmReceipt", token=buyer.token))
        body = {"orderNo": number, "lineNo": 1, "goodsStars": 5, "logisticsStars": 5, "serviceStars": 5}

        said = []

        async def review():
            said[:] = [await self.client.post("/v1/reviews", body, token=buyer.token)]
            return said[0].status

        await shop.eventually(review, 200)
        return said[0].json()["review"]

    async def test_rows_of_others_are_not_there(self):
        client, market = self.client, self.market
        buyer, other = await shop.customer(client), await shop.customer(client)
        owner, rival = market.sellers
        card = {"number": "4111 1111 1111 1111", "holder": "Li Lei", "expiryMonth": 12, "expiryYear": 2030}
        made = shop.need("card", await client.post("/v1/users/me/bank-cards", card, token=buyer.token))
        placed = await shop.bought(client, buyer, shop.lines(market.skus[0]))
        bought = {"orderNo": placed["orders"][0]["orderNo"], "id": placed["payment"]["id"]}
        unwanted = await shop.bought(client, buyer, shop.lines(market.skus[0]))
        shop.need("cancel", await shop.cancel(client, buyer, unwanted["orders"][0]["orderNo"]))
        told = {"id": (await shop.told(client, buyer, "ORDER_CANCELLED"))["id"]}
        address, card_id = {"id": buyer.address_id}, {"id": made["bankCard"]["id"]}
        goods, sku = {"id": market.products[0]}, {"id": market.skus[0]}
        parcel = {"carrier": "SF Express", "trackingNo": "SF100200300"}
        review = {"id": (await self.reviewed(buyer))["id"]}
        fees = {"firstUnits": "1", "firstFee": "800", "furtherUnits": "1", "furtherFee": "0"}
        freight = {"name": "By post", "terms": {"basis": "FREIGHT_BASIS_PIECES", "elsewhere": fees}}
        said = await client.post("/v1/shop/freight-templates", freight, token=owner.token)
        template = {"id": shop.need("template", said)["freightTemplate"]["id"]}
        stars = {"goodsStars": 1, "logisticsStars": 1, "serviceStars": 1}
        rows = {
            ("get", "/v1/users/me/addresses/{id}"): (buyer, other, address, None),
            ("patch", "/v1/users/me/addresses/{id}"): (buyer, other, address, {"street": "2 Wensan Road"}),
            ("delete", "/v1/users/me/addresses/{id}"): (None, other, address, None),
            ("get", "/v1/users/me/bank-cards/{id}"): (buyer, other, card_id, None),
            ("patch", "/v1/users/me/bank-cards/{id}"): (buyer, other, card_id, {"holder": "Li L"}),
            ("delete", "/v1/users/me/bank-cards/{id}"): (None, other, card_id, None),
            ("get", "/v1/auth/sessions/{id}"): (buyer, other, {"id": buyer.session_id}, None),
            ("delete", "/v1/auth/sessions/{id}"): (None, other, {"id": buyer.session_id}, None),
            ("delete", "/v1/notifications/{id}"): (None, other, told, None),
            ("get", "/v1/orders/{orderNo}"): (buyer, other, bought, None),
            ("patch", "/v1/orders/{orderNo}"): (buyer, other, bought, {"note": "Ring twice"}),
            ("post", "/v1/orders/{orderNo}:cancel"): (None, other, bought, {"reason": "No"}),
            ("post", "/v1/orders/{orderNo}:confirmReceipt"): (None, other, bought, {}),
            ("get", "/v1/payments/{id}"): (buyer, other, bought, None),
            ("get", "/v1/payments/{id}:watch"): (None, other, bought, None),
            ("post", "/v1/payments/{id}:pay"): (buyer, other, bought, {}),
            ("post", "/v1/payments/{id}:cancel"): (None, other, bought, {}),
            ("get", "/v1/shop/orders/{orderNo}"): (owner, rival, bought, None),
            ("post", "/v1/shop/orders/{orderNo}:ship"): (None, rival, bought, parcel),
            ("post", "/v1/shop/orders/{orderNo}:decline"): (None, rival, bought, {"reason": "None left"}),
            ("get", "/v1/shop/products/{id}"): (owner, rival, goods, None),
            ("get", "/v1/shop/freight-templates/{id}"): (owner, rival, template, None),
            ("put", "/v1/shop/freight-templates/{id}"): (owner, rival, template, freight),
            ("delete", "/v1/shop/freight-templates/{id}"): (None, rival, template, None),
            ("patch", "/v1/products/{id}"): (None, rival, goods, {"subtitle": "Stolen"}),
            ("delete", "/v1/products/{id}"): (None, rival, goods, None),
            ("post", "/v1/products/{id}:submit"): (None, rival, goods, {}),
            ("post", "/v1/products/{id}:takeOffShelf"): (None, rival, goods, {}),
            ("post", "/v1/products/{id}:putOnShelf"): (None, rival, goods, {}),
            ("post", "/v1/skus/{id}:adjustStock"): (owner, rival, sku, {"delta": "1", "reason": "Count"}),
            ("get", "/v1/skus/{id}/movements"): (owner, rival, sku, None),
            ("get", "/v1/users/me/reviews/{id}"): (buyer, other, review, None),
            ("patch", "/v1/reviews/{id}"): (None, other, review, {"etag": "v2", **stars}),
            ("post", "/v1/reviews/{id}:followUp"): (None, other, review, {"text": "Still whole."}),
            ("post", "/v1/reviews/{id}:reply"): (owner, rival, review, {"text": "Thank you."}),
        }
        services = {method.http: method for method in contract.methods() if method.http}
        wanted = {
            http
            for http, method in services.items()
            if "{}" in http[1] and not method.anonymous and method.roles - {"ADMIN"}
        } - EVERYBODYS
        self.assertEqual({(verb, contract.anonymise(path)) for verb, path in rows}, wanted)
        for (verb, path), (friend, stranger, values, body) in rows.items():
            port = self.platform.ports[services[(verb, contract.anonymise(path))].service]
            for door in (client, self.new_client(port)):
                with self.subTest(f"{verb.upper()} {path} at {door.port}"):
                    key = shop.unique("row") if verb == "post" else None
                    refused = await door.request(
                        verb.upper(), fill(path, values), json=body, token=stranger.token, key=key, timeout=20
                    )
                    self.assert_problem(refused, 404)
                    if friend:
                        key = shop.unique("row") if verb == "post" else None
                        mine = await door.request(
                            verb.upper(), fill(path, values), json=body, token=friend.token, key=key
                        )
                        shop.need(path, mine)
        self.assertEqual((await shop.outcome(client, buyer, placed))[0], ("PENDING_PAYMENT",))
        await self.assert_healthy()

    async def test_lists_hold_nothing_of_others(self):
        client, market = self.client, self.market
        buyer, other = await shop.customer(client), await shop.customer(client)
        placed, _ = await shop.paid_order(client, buyer, shop.lines(market.skus[0]))
        number = placed["orders"][0]["orderNo"]
        await client.get(f"/v1/search/products?query={number}", token=buyer.token)
        owner, rival = market.sellers
        await shop.told(client, buyer, "ORDER_PAID")
        await shop.told(client, owner, "TO_SHIP", "SHOP")
        for path, mine, stranger in (
            ("/v1/orders", buyer, other),
            ("/v1/shop/orders", owner, rival),
            ("/v1/payments", owner, rival),
            ("/v1/notifications?box=BOX_SHOP", owner, rival),
            ("/v1/notifications", buyer, other),
            ("/v1/search/history", buyer, other),
        ):
            self.assertIn(number.encode(), (await client.get(path, token=mine.token)).body, path)
            self.assertNotIn(number.encode(), (await client.get(path, token=stranger.token)).body, path)
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: Apache-2.0
"""Every method of every service, called as everybody and as services, straight at the gRPC ports."""

import time
import unittest

from tests.support import contract, grpc
from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.platform import SERVICES

ENDING = "/ecommerce.auth.v1.AuthService/Logout"


@in_both_shapes
class GrpcMatrix(PlatformCase):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.channels = {name: grpc.Channel(self.platform.ports[name] + 1) for name in SERVICES}
        for channel in self.channels.values():
            self.addAsyncCleanup(channel.close)
        self.key = self.platform.settings["platform"]["identity_key"]
        self.methods = [
            (service, method)
            for method in contract.methods()
            for service in method.owners
        ]

    async def as_account(self, service, method, account):
        metadata = {"authorization": f"Bearer {account.token}"} if account else {}
        return await self.channels[service].call(method.path, metadata, first_message=method.stream)

    async def test_every_method_as_everybody(self):
        market = self.market
        callers = {
            "anonymous": (None, set()),
            "customer": (await shop.customer(self.client), {"CUSTOMER"}),
            "another customer": (await shop.customer(self.client), {"CUSTOMER"}),
            "seller": (market.sellers[0], {"CUSTOMER", "SELLER"}),
            "another seller": (market.sellers[1], {"CUSTOMER", "SELLER"}),
            "admin": (market.admin, {"CUSTOMER", "ADMIN"}),
        }
        for service, method in self.methods:
            for name, (account, roles) in callers.items():
                with self.subTest(f"{method.path} of {service} as {name}"):
                    if account and method.path == ENDING:
                        account = await shop.sign_in(self.client, shop.Account(account.email))
                    status, message = await self.as_account(service, method, account)
                    self.assertNotIn(status, (grpc.INTERNAL, grpc.UNIMPLEMENTED), message)
                    if method.anonymous or roles & method.roles:
                        # That nobody gave the password is no matter of roles.
                        self.assertTrue(status != grpc.PERMISSION_DENIED or message == "The password is wrong.", message)
                        if not method.anonymous:
                            self.assertNotEqual(status, grpc.UNAUTHENTICATED, message)
                    elif account:
                        self.assertEqual(status, grpc.PERMISSION_DENIED, message)
                    else:
                        self.assertEqual(status, grpc.UNAUTHENTICATED, message)

    async def test_internal_methods_are_for_services_that_prove_it(self):
        internal = [(service, method) for service, method in self.methods if method.internal]
        self.assertGreater(len(internal), 10)
        strangers = {
            "the gateway": grpc.identity(self.key, "gateway"),
            "another key": grpc.identity("00" * 32, "order"),
            "an old proof": grpc.identity(self.key, "order", at=time.time() - 600),
            "a changed proof": grpc.identity(self.key, "order").replace("order|0", "order|1"),
            "nonsense": "order",
        }
        for service, method in internal:
            with self.subTest(f"{method.path} of {service}"):
                proof = {"x-ecommerce-identity": grpc.identity(self.key, "checkout")}
                status, message = await self.channels[service].call(method.path, proof)
                self.assertNotIn(
                    status, (grpc.UNAUTHENTICATED, grpc.PERMISSION_DENIED, grpc.INTERNAL, grpc.UNIMPLEMENTED), message
                )
                for name, value in strangers.items():
                    status, message = await self.channels[service].call(method.path, {"x-ecommerce-identity": value})
                    self.assertIn(status, (grpc.UNAUTHENTICATED, grpc.PERMISSION_DENIED), f"{name}: {message}")

    async def test_logging_out_kills_the_token_on_every_port_at_once(self):
        leaver = await shop.sign_in(self.client, shop.Account(self.market.admin.email))
        reads = {}
        for service, method in self.methods:
            if method.service == service and not method.internal and (
                method.roles & {"CUSTOMER", "ADMIN"} or service == "cart"
            ):
                if method.path.rsplit("/", 1)[1].startswith(("Get", "List", "Count", "Preview", "Create")):
                    reads.setdefault(service, method)
        self.assertEqual(set(reads), set(SERVICES))
        for service, method in reads.items():
            status, message = await self.as_account(service, method, leaver)
            self.assertNotIn(status, (grpc.UNAUTHENTICATED, grpc.PERMISSION_DENIED), f"{method.path}: {message}")
        shop.need("logout", await self.client.post("/v1/auth/logout", token=leaver.token))
        for service, method in reads.items():
            status, message = await self.as_account(service, method, leaver)
            self.assertEqual(status, grpc.UNAUTHENTICATED, f"{method.path}: {message}")

    async def test_a_service_is_not_a_user(self):
        proof = {"x-ecommerce-identity": grpc.identity(self.key, "checkout")}
        for service, method in self.methods:
            if not method.anonymous and not method.internal:
                with self.subTest(method.path):
                    status, message = await self.channels[service].call(method.path, proof)
                    self.assertEqual(status, grpc.UNAUTHENTICATED, message)


if __name__ == "__main__":
    unittest.main()

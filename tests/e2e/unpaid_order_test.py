# SPDX-License-Identifier: Apache-2.0
"""A buyer who closes the account with an unpaid order: it is cancelled, and nothing can be paid any more."""

import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes


@in_both_shapes
class Closing(PlatformCase):
    async def test_an_unpaid_order_goes_with_its_account(self):
        sku = self.market.skus[0]
        buyer = await shop.customer(self.client)
        before = await self.market.stock(sku)
        placed = await shop.bought(self.client, buyer, shop.lines(sku, quantity=2))
        cashier = await shop.open_cashier(self.client, buyer, placed["payment"]["id"])
        proof = {"password": shop.PASSWORD}
        shop.need("close", await self.client.request("DELETE", "/v1/users/me", json=proof, token=buyer.token))

        async def outcome():
            return (
                self.value(f"SELECT status FROM order_service.orders WHERE order_no = '{placed['orders'][0]['orderNo']}'"),
                self.value(f"SELECT status FROM payment_service.payments WHERE payment_id = '{placed['payment']['id']}'"),
                await self.market.stock(sku),
            )

        await shop.eventually(outcome, ("CANCELLED", "CLOSED", before), seconds=30)
        await self.client.post(cashier, {"action": "pay"})
        await shop.eventually(self.money_kept, 0, seconds=30)
        await self.assert_healthy()

    def value(self, sql):
        rows = self.platform.servers.sql(sql)
        return rows[0][0] if rows else ""

    async def money_kept(self):
        return int(self.value("SELECT COUNT(*) FROM payment_service.payments WHERE status = 'SUCCEEDED'"))


if __name__ == "__main__":
    unittest.main()

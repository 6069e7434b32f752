# SPDX-License-Identifier: Apache-2.0
"""No list, count or purchase grows with the tables: the plans of the program's own statements over a million rows.

The program runs over servers of the test's own, whose PostgreSQL logs the plan of each statement with what it read.
What is asked stands in routes.py and chains.py, what may grow in bounds.py.
"""

import asyncio
import collections
import os
import urllib.parse

from tests.growth import bounds, chains, routes, seed
from tests.growth.plans import PlanLog
from tests.support import market
from tests.support.case import PlatformCase
from tests.support.client import Client
from tests.support.platform import Platform

ROWS = int(os.environ.get("ECOMMERCE_TEST_GROWTH_ROWS", 1_000_000))
IN_A_ROW = 10

Asked = collections.namedtuple("Asked", "name index plans reply")


class Growth(PlatformCase):
    # One loop has one connection for reads, so all that is asked meets the same kept plans.
    settings = {"platform": {"loops": 1}, "notification": {"mail": {"folder": "mails", "from": "shop@test.example"}}}

    @classmethod
    def setUpClass(cls):
        cls.platform = Platform("one", cls.settings, seed.servers())
        cls.addClassCleanup(cls.platform.remove)
        servers = cls.platform.servers
        cls.platform.write_settings()
        cls.platform.run("migrate", "up")
        seed.fill(servers, ROWS)
        cls.facts = seed.facts_of(servers)
        servers.superuser("SELECT PG_STAT_RESET()")
        cls.log = PlanLog(servers)
        cls.addClassCleanup(cls.log.close)
        cls.platform.serve()
        cls.asked = asyncio.run(cls._ask_everything())
        cls.platform.stop()  # sessions tell at their end which indexes they used
        cls.asked.append(Asked("the end", "", cls.log.take(), None))

    @classmethod
    async def _ask_everything(cls):
        client = Client(cls.platform.gateway_port, concurrency=1)
        try:
            people = await chains.people(client, cls.platform.servers, cls.facts)
            asked = [Asked("signing in", "", cls.log.take(), None)]
            reads = [
                (who, urllib.parse.quote(path.format(**cls.facts), safe="/?&=:"), index, f"{who}: {path}")
                for who, path, index in routes.READS
            ]
            for times, turn in ((IN_A_ROW, reads), (1, reads[::-1])):
                for who, path, index, name in turn:
                    for _ in range(times):
                        reply = await client.get(path, token=people[who].token)
                    asked.append(Asked(name, index, cls.log.take(), reply))
                    next_page = reply.status == 200 and reply.json().get("nextPageToken")
                    if times > 1 and next_page:
                        more = path + ("&" if "?" in path else "?") + "pageToken=" + next_page
                        reply = await client.get(more, token=people[who].token)
                        asked.append(Asked(name + ", next page", index, cls.log.take(), reply))
            for chain in chains.CHAINS:
                for _ in range(IN_A_ROW):
                    await chain(client, people, cls.facts)
                asked.append(Asked(chain.__doc__, "", cls.log.take(), None))
            return asked
        finally:
            await client.close()

    def test_every_route_answers(self):
        unseen = {name for name, *_ in self.asked} - {name for name, _, plans, _ in self.asked if plans}
        self.assertEqual(unseen, set(), "no statement was seen")
        for name, _, _, reply in self.asked:
            with self.subTest(name):
                if "{too_common" in name:
                    self.assert_problem(reply, 400, "INVALID_FIELD")
                elif reply:
                    self.assertEqual(reply.status, 200, reply)

    def test_no_statement_reads_more_than_a_page_needs(self):
        for asked in self.asked:
            with self.subTest(asked.name):
                faults = [f"{fault}\n{plan}" for plan in asked.plans if (fault := bounds.fault(plan, self.facts))]
                self.assertFalse(faults, faults and f"{len(faults)} of {len(asked.plans)} plans: {faults[-1]}")

    def test_each_route_takes_the_index_that_is_meant_for_it(self):
        for name, index, plans, _ in self.asked:
            if index and plans:  # the second time a reply may be kept
                with self.subTest(name):
                    self.assertIn(index, set().union(*(plan.indexes for plan in plans)))

    def test_no_plan_turns(self):
        """A route that is asked again has the plan that it had, whatever was asked between."""
        first = {}
        for name, _, plans, reply in self.asked:
            for plan in plans if reply else ():
                if any(bounds.has_grown(table, self.facts) for table in plan.tables):
                    ways = first.setdefault((name, plan.statement), plan)
                    with self.subTest(name):
                        self.assertEqual(plan.indexes, ways.indexes, f"{ways}\n\n{plan}")

    def test_every_table_has_grown_or_is_known_to_stay_small(self):
        seeded = [table for table in self.facts["rows"] if table.split(".")[0] not in bounds.UNSEEDED]
        small, grown = (
            {table.split(".")[1] for table in seeded if bounds.has_grown(table, self.facts) == large}
            for large in (False, True)
        )
        small -= grown  # of those in many schemas the seed fills some
        self.assertEqual(small, set(bounds.SMALL), "those that the seed fills not, and those that bounds.py excuses")

    def test_every_index_is_used(self):
        unused = {
            row[0]
            for row in self.platform.servers.superuser(
                f"""
                SELECT s.indexrelname FROM pg_stat_user_indexes AS s JOIN pg_index AS i USING (indexrelid)
                WHERE NOT i.indisunique AND s.relname NOT LIKE '%migrations'
                  AND s.schemaname NOT IN ({", ".join(map(repr, bounds.UNSEEDED))})
                GROUP BY s.indexrelname
                HAVING SUM(s.idx_scan) = 0
                """
            )
        }
        self.assertEqual(unused - set(bounds.UNUSED), set(), "those without a scan that bounds.py does not excuse")

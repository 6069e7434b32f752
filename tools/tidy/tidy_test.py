# SPDX-License-Identifier: Apache-2.0
"""Each rule refuses what it is for and lets pass what is right."""

import pathlib
import subprocess
import tempfile
import unittest

import contracts
import layers
import sizes
import tidy
import words
from source import Source, load

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


def found(rules, *files):
    """Findings of one set of rules over {path: text} pairs, as `path: sentence`."""
    return [f"{path}:{line}: {sentence}" for path, line, sentence in rules.check([Source(*file) for file in files])]


def cpp(path, text):
    return path, SPDX + ("#pragma once\n" if path.endswith(".h") else "") + text


class Layers(unittest.TestCase):
    def refuses(self, path, include):
        self.assertEqual(len(found(layers, cpp(path, f"#include {include}\n"))), 1, f"{path} including {include}")

    def accepts(self, path, include):
        self.assertEqual(found(layers, cpp(path, f"#include {include}\n")), [], f"{path} including {include}")

    def test_framework_does_not_know_services(self):
        self.refuses("framework/rpc/front.cc", '"application/order/order_module.h"')

    def test_runtime_is_the_ground_floor(self):
        self.refuses("framework/runtime/loop.cc", '"framework/call/context.h"')
        self.accepts("framework/rpc/context.cc", '"framework/runtime/task.h"')

    def test_everybody_may_log(self):
        self.accepts("framework/redis/client.cc", '"framework/telemetry/log.h"')
        self.refuses("framework/redis/client.cc", '"framework/telemetry/metrics.h"')

    def test_a_new_part_must_say_what_it_uses(self):
        self.refuses("framework/novelty/a.cc", '"framework/runtime/task.h"')

    def test_tests_may_use_the_testing_part(self):
        self.accepts("framework/events/outbox_itest.cc", '"framework/testing/fake_clock.h"')
        self.refuses("framework/events/outbox.cc", '"framework/testing/fake_clock.h"')

    def test_services_know_each_other_by_contract_alone(self):
        self.refuses("application/cart/app/cart_service.cc", '"application/order/storage/order_store.h"')
        self.accepts("application/cart/app/cart_service.cc", '"order/v1/order_service.rpc.h"')

    def test_the_program_knows_the_modules_and_nothing_behind_them(self):
        self.accepts("application/ecommerce/main.cc", '"application/order/order_module.h"')
        self.refuses("application/ecommerce/main.cc", '"application/order/app/place_order.h"')

    def test_domain_is_rules_alone(self):
        path = "application/order/domain/order.cc"
        for include in ('"framework/postgres/database.h"', '"order/v1/order.pb.h"', "<sys/socket.h>", "<unistd.h>"):
            self.refuses(path, include)
        for include in ("<string>", '"framework/runtime/result.h"', '"order/v1/error_reason.rpc.h"', '"application/order/domain/order_state.h"'):
            self.accepts(path, include)

    def test_sql_belongs_to_storage(self):
        self.refuses("application/order/app/place_order.cc", '"framework/postgres/statement.h"')
        self.accepts("application/order/storage/order_store.cc", '"framework/postgres/statement.h"')
        self.refuses("application/order/storage/order_store.cc", '"application/order/app/place_order.h"')

    def test_only_the_module_sees_configuration(self):
        self.refuses("application/order/app/place_order.cc", '"framework/config/configuration.h"')
        self.accepts("application/order/order_module.cc", '"framework/config/configuration.h"')

    def test_services_do_not_know_the_libraries_below(self):
        for include in ("<boost/asio.hpp>", "<libpq-fe.h>", "<hiredis/hiredis.h>", "<grpcpp/server.h>", "<spdlog/spdlog.h>"):
            self.refuses("application/order/order_module.cc", include)

    def test_a_heavy_library_is_found_behind_headers(self):
        files = [cpp("application/order/app/a.cc", '#include "framework/rpc/one.h"\n'),
                 cpp("framework/rpc/one.h", '#include "framework/rpc/two.h"\n'),
                 cpp("framework/rpc/two.h", "#include <boost/asio/io_context.hpp>\n")]
        self.assertEqual(len(found(layers, *files)), 1)
        self.assertIn("framework/rpc/two.h", found(layers, *files)[0])


class Words(unittest.TestCase):
    def refuses(self, path, text):
        self.assertEqual(len(found(words, cpp(path, text))), 1, text)

    def accepts(self, path, text):
        self.assertEqual(found(words, cpp(path, text)), [], text)

    def test_locks_threads_and_clocks(self):
        self.refuses("application/order/app/a.cc", "std::mutex mutex;\n")
        self.accepts("framework/rpc/a.cc", "std::mutex mutex;\n")
        self.refuses("application/order/app/a.cc", "std::thread worker;\n")
        self.refuses("application/order/app/a.cc", "auto now = std::chrono::system_clock::now();\n")
        self.accepts("application/order/app/a_test.cc", "auto now = std::chrono::system_clock::now();\n")

    def test_the_environment_is_read_in_one_place(self):
        self.refuses("framework/rpc/a.cc", 'auto home = std::getenv("HOME");\n')
        self.accepts("framework/config/environment.cc", 'auto home = std::getenv("HOME");\n')

    def test_no_sleeping_and_no_orphans(self):
        self.refuses("framework/rpc/a_test.cc", "std::this_thread::sleep_for(1ms);\n")
        self.refuses("framework/rpc/a.cc", "boost::asio::co_spawn(loop, work(), handler);\n")
        self.accepts("framework/runtime/spawn.cc", "boost::asio::co_spawn(loop, work(), handler);\n")

    def test_comments_and_strings_are_not_code(self):
        self.accepts("application/order/app/a.cc", '// std::mutex would be wrong\nauto text = "std::mutex";\n')
        self.accepts("application/order/app/a.cc", 'auto text = R"x(std::mutex " )x"; int n = 1\'000\'000;\n')

    def test_code_after_a_literal_is_still_code(self):
        self.refuses("application/order/app/a.cc", "char quote = '\"'; std::mutex mutex; char other = '\"';\n")

    def test_money_is_not_floating(self):
        self.refuses("application/order/domain/a.cc", "double total_price = 0;\n")
        self.accepts("application/order/domain/a.cc", "double average_stars = 0;\n")

    def test_services_refuse_by_declared_reasons(self):
        for text in ('return fail(Code::not_found, "GONE", "It is gone.");\n', "Error error(Code::invalid, r, m);\n",
                     'return {Code::invalid, "GONE", "It is gone."};\n', 'Error(Reason{"GONE", Code::invalid}, m);\n'):
            self.refuses("application/order/app/a.cc", text)
        self.accepts("application/order/app/a.cc", 'if (e.code() == Code::invalid) return fail(reason::not_found(""));\n')
        self.accepts("framework/rpc/a.cc", 'return fail(Code::not_found, "GONE", "It is gone.");\n')
    def test_the_framework_knows_no_shop(self):
        self.refuses("framework/rpc/a.cc", "enum class RateClass { read, checkout };\n")
        self.refuses("framework/telemetry/a.h", "#pragma once\ninline constexpr Instrument kCartItems;\n")
        self.accepts("framework/rpc/a.cc", "// as an order\nlist.push(std::memory_order_relaxed, principal.shop_id);\n")
        self.accepts("framework/rpc/a_test.cc", "int order = 1;\n")
        self.accepts("application/order/app/a.cc", "int order = 1;\n")

    def test_markers_and_machine_paths(self):
        self.refuses("framework/rpc/a.cc", "// TO" + "DO later\n")
        self.refuses("framework/rpc/a.cc", 'auto path = "/ho' + 'me/jo/x";\n')

    def test_the_licence_line(self):
        self.assertEqual(len(found(words, ("framework/rpc/a.cc", "int a;\n"))), 1)
        self.assertEqual(len(found(words, ("application/a/migrations/000001_a.up.sql", "SELECT 1;\n"))), 1)
        self.assertEqual(len(found(words, ("web/a.tsx", "f();\n"), ("web/a.css", "a {}\n"))), 2)
        self.assertEqual(found(words, ("docs/a.md", "text\n")), [])

    def test_lambda_coroutines_that_die_too_early(self):
        self.refuses("framework/rpc/a.cc", "void f() { start([&]() -> Task<void> { co_await g(); }()); }\n")
        self.accepts("framework/rpc/a.cc", "void f() { start([](int a) -> Task<void> { co_await g(a); }(1)); }\n")
        self.accepts("framework/rpc/a.cc", "void f() { auto body = [&](Tx& tx) -> Task<Result<int>> { co_return 1; }; }\n")

    def test_statements_stand_in_storage(self):
        statement = 'constexpr Statement kFind{"SELECT a FROM b"};\n'
        self.refuses("application/order/app/a.cc", statement)
        self.accepts("application/order/storage/a.cc", statement)


class Sizes(unittest.TestCase):
    def test_long_files_and_functions(self):
        body = "    f();\n" * 68
        self.assertEqual(found(sizes, cpp("framework/a/a.cc", f"void g() {{\n{body}}}\n")), [])
        self.assertEqual(len(found(sizes, cpp("framework/a/a.cc", f"void g() {{\n{body}\n}}\n"))), 1)
        self.assertEqual(len(found(sizes, cpp("framework/a/a.cc", "int a;\n" * 500))), 1)
        self.assertEqual(len(found(sizes, ("web/a.tsx", "f();\n" * 501), ("web/a.css", "a {}\n" * 501))), 2)

    def test_namespaces_classes_and_tables_are_no_functions(self):
        rows = "    {1, call(2)},\n" * 90
        text = f"namespace a {{\nclass B : public C {{\nint x;\n}};\nconst T kRows = {{\n{rows}}};\n}}\n"
        self.assertEqual(found(sizes, cpp("framework/a/a.cc", text)), [])

    def test_methods_inside_a_class_are_measured(self):
        body = "    f();\n" * 80
        text = f"struct B final : C {{\n  B(int a) : a_{{a}}, b_(f(a)) {{\n{body}}}\n}};\n"
        self.assertEqual(len(found(sizes, cpp("framework/a/a.cc", text))), 1)

    def test_a_test_is_called_by_its_name(self):
        body = "    f();\n" * 80
        self.assertIn("TEST(Cart, IsEmpty)", found(sizes, cpp("framework/a/a_test.cc", f"TEST(Cart, IsEmpty) {{\n{body}}}\n"))[0])


class Contracts(unittest.TestCase):
    def test_reasons_are_documented(self):
        head = "enum ErrorReason {\n  ERROR_REASON_UNSPECIFIED = 0;\n"
        bad = ("api/a/v1/error_reason.proto", head + "  ERROR_REASON_GONE = 1;\n}\n")
        good = ("api/a/v1/error_reason.proto", head + "  // The thing is gone.\n  ERROR_REASON_GONE = 1;\n}\n")
        self.assertEqual(len(found(contracts, bad)), 1)
        self.assertEqual(found(contracts, good), [])

    def test_texts_are_of_declared_reasons(self):
        proto = ("api/cart/v1/error_reason.proto",
                 "enum ErrorReason {\n  // It is full.\n  ERROR_REASON_CART_FULL = 1 [\n    (code) = CODE_X\n  ];\n}\n")
        good = ("web/shared/i18n/en/errors.json", '{\n  "title": "Oh",\n  "CART_FULL": "It is full."\n}\n')
        unknown = ("web/shared/i18n/en/errors.json", good[1].replace("title", "CART_GONE"))
        silent = ("web/shared/i18n/en/errors.json", '{\n  "title": "Oh"\n}\n')
        self.assertEqual(found(contracts, proto, good), [])
        self.assertIn("CART_GONE", found(contracts, proto, unknown)[0])
        self.assertIn("people meet CART_FULL", found(contracts, proto, silent)[0])

    def test_migrations_are_whole(self):
        def files(*names):
            return [(f"application/a/migrations/{name}.sql", "") for name in names]

        whole = files("000001_x.up", "000001_x.down", "000002_y.up", "000002_y.down")
        self.assertEqual(found(contracts, *whole), [])
        self.assertEqual(len(found(contracts, *whole[:3])), 1, "a way back is missing")
        self.assertEqual(len(found(contracts, *whole[:2], *files("000003_z.up", "000003_z.down"))), 1, "a gap")
        self.assertEqual(len(found(contracts, *whole, *files("000002_z.up", "000002_z.down"))), 1, "twice")
        self.assertEqual(len(found(contracts, *files("1_x.up"))), 1, "its name")


class Tree(unittest.TestCase):
    def test_an_exception_nobody_needs_is_a_finding(self):
        path = next(iter(words.EXCEPTIONS))
        self.assertTrue(any("no longer needed" in each for each in found(words, cpp(path, "int a;\n"))))

    def test_files_that_git_ignores_do_not_belong_to_it(self):
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            for path in (".gitignore", "LICENSE", "web/a.ts", "web/schema.d.ts", "web/node_modules/b.ts", "other/c.ts"):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text("/web/schema.d.ts\n")
            self.assertEqual([each.path for each in load(root)], [".gitignore", "web/a.ts", "web/schema.d.ts"])
            subprocess.run(["git", "init", "-q", name], check=True)
            self.assertEqual([each.path for each in load(root)], [".gitignore", "web/a.ts"], "a new file counts")

    def test_all_rules_run(self):
        broken = [cpp("framework/runtime/a.cc", '#include "framework/rpc/a.h"\nusing A = int;\n// FIX' + "ME\n"),
                  ("application/a/migrations/1.sql", "-- SPDX-License-Identifier: Apache-2.0\n")]
        self.assertEqual(len(list(tidy.findings([Source(*file) for file in broken]))), 3)


if __name__ == "__main__":
    unittest.main()

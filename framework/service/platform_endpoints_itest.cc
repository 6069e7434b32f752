// SPDX-License-Identifier: Apache-2.0
// Two services as the program puts them together: "order" publishes, "cart" subscribes; in one process and
// in two.
#include "framework/service/platform_endpoints.h"

#include <atomic>
#include <future>

#include <gmock/gmock.h>
#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include "framework/postgres/migrations.h"
#include "framework/rpc/channels.h"
#include "framework/rpc/grpc_server.h"
#include "framework/service/platform_migrations.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::service {
namespace {

using namespace std::chrono_literals;
using Text = google::protobuf::StringValue;

class Silent final : public events::Observer {
public:
    void retried(const events::Event&, std::string_view, const Error&, std::chrono::milliseconds) override {}
    void died(const events::Event&, std::string_view, const Error&) override {}
    void outbox_failed(std::string_view, const Error&) override {}
};

// An identity is the name of the calling service.
class Identities final : public rpc::Authenticator, public rpc::IdentitySigner {
public:
    Task<Result<Principal>> authenticate(CallContext&, const rpc::Credentials& credentials) override {
        Principal principal;
        principal.service = credentials.identity;
        co_return principal;
    }
    std::string sign(const CallContext& context) override { return context.principal.service; }
};

class TestModule final : public Module {
public:
    std::vector<rpc::Endpoint*> endpoints() override { return {}; }
    void subscribe(events::Subscriptions& subscriptions) override {
        subscriptions.on<Text>([this](CallContext& context, postgres::Transaction&, const Text& text) {
            return take(context.principal.service + " says " + text.value());
        });
    }
    Task<Result<void>> check_invariants(CallContext&,
                                        diagnostics::v1::CheckInvariantsResponse& out) override {
        out.add_violations()->set_invariant("one = one");
        co_return Result<void>();
    }

    std::promise<std::string> taken;

private:
    Task<Result<void>> take(std::string text) {
        taken.set_value(std::move(text));
        co_return Result<void>();
    }
};

// A service in a process that has `fronts`.
struct TestService {
    TestService(const std::string& name, runtime::Loops& loops, postgres::ConnectionBudget& budget,
                postgres::DatabaseOptions options, const runtime::Clock& clock,
                const events::SubscriberTable& subscribers, rpc::Fronts& fronts, rpc::Network& network,
                events::Observer& observer)
        : database(loops, budget, std::move(options)),
          channels(name, network),
          events(name, loops[0], database, clock, subscribers, channels, {}, observer),
          platform(module, &events) {
        module.subscribe(events.subscriptions());
        for (auto* endpoint : platform.endpoints()) {
            auto& front =
                own_fronts.emplace_back(std::make_unique<rpc::Front>(*endpoint, rpc::FrontOptions{}));
            fronts.add(name, *front);
        }
    }

    postgres::Database database;
    rpc::Channels channels;
    events::ServiceEvents events;
    TestModule module;
    PlatformEndpoints platform;
    std::vector<std::unique_ptr<rpc::Front>> own_fronts;
};

class PlatformEndpointsTest : public testing::PostgresFixture, public ::testing::WithParamInterface<bool> {
protected:
    std::string template_name() const override { return "platform"; }
    void prepare_template(const testing::TemporaryDatabase& fresh) override {
        for (const std::string schema : {"order", "cart"}) {
            fresh.execute("CREATE SCHEMA \"" + schema + "\"");
            const postgres::MigrationTarget target{.source = fresh.source(), .schema = schema};
            const auto migrated = postgres::migrate_up(target, platform_migrations());
            if (!migrated) throw std::runtime_error(migrated.error().message());
        }
    }

    void SetUp() override {
        PostgresFixture::SetUp();
        subscribers.add(Text::descriptor()->full_name(), "cart");
        const bool one_process = GetParam();
        auto& fronts_of_cart = one_process ? fronts : other_fronts;
        cart = make("cart", fronts_of_cart);
        if (!one_process) {
            server = std::make_unique<rpc::GrpcServer>(loops(), other_fronts, identities,
                                                       rpc::GrpcServerOptions());
            resolver = std::make_unique<rpc::StaticResolver>(std::map<std::string, rpc::Addresses>{
                {"cart", {"127.0.0.1:" + std::to_string(server->port())}}});
        }
        order = make("order", fronts);
        order->events.start();
        cart->events.start();
    }
    void TearDown() override {
        run(order->events.stop());
        run(cart->events.stop());
        if (server) server->shutdown(1s);
        server.reset();
        order.reset();
        cart.reset();
        networks.clear();
        PostgresFixture::TearDown();
    }

    std::unique_ptr<TestService> make(const std::string& name, rpc::Fronts& own) {
        auto& network = *networks.emplace_back(
            std::make_unique<rpc::Network>(own, *resolver, identities, rpc::UpstreamOptions(), nullptr));
        auto database_options = options();
        database_options.schema = name;
        return std::make_unique<TestService>(name, loops(), budget(), std::move(database_options), clock,
                                             subscribers, own, network, observer);
    }

    void publish(const std::string& text, Timestamp deliver_at = {}) {
        auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
            Text event;
            event.set_value(text);
            order->events.publisher().publish(tx, context, event, {.key = "k", .deliver_at = deliver_at});
            co_return Result<void>();
        };
        ASSERT_TRUE(run(order->database.transaction(context, std::move(body))));
    }

    testing::FakeClock clock;
    Silent observer;
    Identities identities;
    events::SubscriberTable subscribers;
    rpc::Fronts fronts, other_fronts;
    std::unique_ptr<rpc::StaticResolver> resolver =
        std::make_unique<rpc::StaticResolver>(std::map<std::string, rpc::Addresses>());
    std::vector<std::unique_ptr<rpc::Network>> networks;
    std::unique_ptr<rpc::GrpcServer> server;
    std::unique_ptr<TestService> order, cart;
};

TEST_P(PlatformEndpointsTest, CarryAnEventFromOneServiceToAnother) {
    publish("hello");
    EXPECT_EQ(cart->module.taken.get_future().get(), "order says hello");
    EXPECT_EQ(order->events.metrics().published, 1);
}

TEST_P(PlatformEndpointsTest, DeliverADelayedEventAfterTheClockWasMoved) {
    publish("late", clock.now() + 30min);
    clock.advance(30min);
    order->events.wake();
    EXPECT_EQ(cart->module.taken.get_future().get(), "order says late");
}

TEST_P(PlatformEndpointsTest, AnswerTheDoctor) {
    publish("late", clock.now() + 30min);
    rpc::Channels doctor("doctor", *networks.back());
    diagnostics::v1::DiagnosticsServiceClient client(doctor.to("order"));
    const auto checked = run(client.CheckInvariants(context, {}));
    ASSERT_TRUE(checked) << checked.error().message();
    ASSERT_EQ(checked->violations_size(), 1);
    EXPECT_EQ(checked->violations(0).invariant(), "one = one");
    EXPECT_EQ(checked->pending_events(), 0);
    EXPECT_EQ(checked->dead_letters(), 0);
}

TEST_P(PlatformEndpointsTest, AnswerNobodyFromOutside) {
    rpc::Channels edge("", *networks.back());
    diagnostics::v1::DiagnosticsServiceClient diagnostics(edge.to("order"));
    EXPECT_FALSE(run(diagnostics.CheckInvariants(context, {})));
    events::v1::EventsServiceClient events(edge.to("order"));
    events::v1::DeliverRequest request;
    EXPECT_FALSE(run(events.Deliver(context, request)));
}

INSTANTIATE_TEST_SUITE_P(Shapes, PlatformEndpointsTest, ::testing::Values(true, false),
                         [](const auto& shape) { return shape.param ? "OneProcess" : "TwoProcesses"; });

}  // namespace
}  // namespace ecommerce::service

// SPDX-License-Identifier: Apache-2.0
#include <mutex>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "application/payment/payment_fixture.h"
#include "framework/runtime/join.h"
#include "framework/testing/round_trips.h"

namespace ecommerce::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PaymentServiceTest : public PaymentFixture {
protected:
    Result<v1::Payment> cancel(const std::string& id, CallContext call) {
        v1::CancelPaymentRequest request;
        request.set_id(id);
        request.set_reason("Too dear");
        auto cancelled = run(payments().CancelPayment(call, request));
        if (!cancelled) return fail(cancelled.error());
        return cancelled->payment();
    }
};

TEST_F(PaymentServiceTest, ACheckoutHasOnePayment) {
    const auto first = run(payments().CreatePayment(context, new_payment("c1")));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->payment().status(), v1::PAYMENT_STATUS_PENDING);
    EXPECT_THAT(first->payment().parts(), SizeIs(2));
    ASSERT_THAT(events.all(), SizeIs(1));
    EXPECT_EQ(events.all()[0].deliver_at, clock.now() + std::chrono::minutes(15));

    const auto again = run(payments().CreatePayment(context, new_payment("c1")));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->payment().SerializeAsString(), first->payment().SerializeAsString());
    EXPECT_THAT(events.all(), SizeIs(1));

    auto other = new_payment("c1");
    other.set_id("p-other");
    EXPECT_EQ(run(payments().CreatePayment(context, other)).error().code(), Code::conflict);
    auto taken = new_payment("c2");
    taken.set_id("p-c1");
    EXPECT_EQ(run(payments().CreatePayment(context, taken)).error().code(), Code::conflict);
}

TEST_F(PaymentServiceTest, RefusesPartsThatDoNotAddUpAndUnknownMethods) {
    const auto reason = [&](auto change) {
        auto request = new_payment("c1");
        change(request);
        const auto created = run(payments().CreatePayment(context, request));
        return created ? "created" : created.error().reason();
    };
    EXPECT_EQ(reason([](auto& request) { request.mutable_amount()->set_minor_units(6001); }),
              v1::reason::kPartsMismatch);
    EXPECT_EQ(
        reason([](auto& request) { request.mutable_parts(0)->mutable_amount()->set_currency_code("USD"); }),
        v1::reason::kPartsMismatch);
    EXPECT_EQ(reason([](auto& request) { request.set_payment_method("bitcoin"); }),
              v1::reason::kPaymentMethod);
}

TEST_F(PaymentServiceTest, OpeningCostsTwoRoundTrips) {
    testing::RoundTrips trips;
    postgres::Database observed(loops(), budget(), options(), &trips);
    PaymentStore store(observed);
    PaymentReader reader(observed);
    PaymentPublisher publisher(events);
    OpenPayment open(observed, store, reader, publisher, methods(), clock);
    ASSERT_TRUE(run(open(context, new_payment("c1"))));
    EXPECT_EQ(trips.count, 2);
}

TEST_F(PaymentServiceTest, EverybodyReachesTheOwnAlone) {
    const auto id = open("c1");
    v1::GetPaymentRequest request;
    request.set_id(id);
    auto buyer = as_buyer();
    auto stranger = as_buyer(8);
    auto admin = as_admin();
    EXPECT_TRUE(run(payments().GetPayment(buyer, request)));
    EXPECT_TRUE(run(payments().GetPayment(admin, request)));
    EXPECT_EQ(run(payments().GetPayment(stranger, request)).error().code(), Code::not_found);
    EXPECT_EQ(go_to_cashier(id, "", 8).error().code(), Code::not_found);
    EXPECT_EQ(cancel(id, as_buyer(8)).error().code(), Code::not_found);
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_PENDING);
}

TEST_F(PaymentServiceTest, PressingPayOftenOpensOneCharge) {
    const auto id = open("c1");
    std::mutex mutex;
    std::set<std::string> urls;
    auto one = [&]() -> Task<bool> {
        auto buyer = as_buyer();
        v1::PayPaymentRequest request;
        request.set_id(id);
        auto paid = co_await payments().PayPayment(buyer, request);
        std::lock_guard lock(mutex);
        urls.insert(paid ? paid->cashier_url() : paid.error().reason());
        co_return paid.has_value();
    };
    auto several = [&]() -> Task<void> {
        for (int i = 0; i < 5; ++i) co_await runtime::both(one(), one());
    };
    std::thread other([&] { run(several(), 1); });
    run(several(), 0);
    other.join();
    EXPECT_THAT(urls, SizeIs(1));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM charges"), "1");
}

TEST_F(PaymentServiceTest, NobodyPaysTooLateOrWithWhatThereIsNot) {
    const auto id = open("c1");
    EXPECT_EQ(go_to_cashier(id, "bitcoin").error().reason(), v1::reason::kPaymentMethod);
    clock.advance(std::chrono::minutes(15));
    EXPECT_EQ(go_to_cashier(id).error().reason(), v1::reason::kPaymentExpired);
}

TEST_F(PaymentServiceTest, ClosesForBuyersAdministratorsOrdersAndDeadlines) {
    EXPECT_EQ(cancel(open("c1"), as_buyer())->reason(), "Too dear");
    EXPECT_EQ(cancel(open("c2"), as_admin())->status(), v1::PAYMENT_STATUS_CLOSED);
    open("c3");
    for (const int shop : {1, 2, 1}) take(cancellation_of("c3", shop));
    reach_deadline(open("c4"));
    v1::ClosePaymentRequest request;
    request.set_id(open("c5"));
    EXPECT_TRUE(run(payments().ClosePayment(context, request)));
    EXPECT_TRUE(run(payments().ClosePayment(context, request)));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM payments WHERE status = 'CLOSED'"), "5");
    EXPECT_THAT(events.of<v1::PaymentClosed>(), SizeIs(5));
    EXPECT_EQ(cancel("p-c1", as_buyer()).error().reason(), v1::reason::kPaymentState);

    user::v1::UserDeleted deleted;
    deleted.set_user_id(kBuyer);
    take(deleted);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM payments WHERE reason <> ''"), "0");
}

TEST_F(PaymentServiceTest, NeverOpensForOrdersThatWereCancelledBefore) {
    take(cancellation_of("c1", 1));
    take(cancellation_of("c1", 1));
    EXPECT_EQ(status_of(open("c1")), v1::PAYMENT_STATUS_CLOSED);
    take(cancellation_of("c1", 2));
    EXPECT_EQ(status_of(open("c1")), v1::PAYMENT_STATUS_CLOSED);
    EXPECT_EQ(go_to_cashier("p-c1").error().reason(), v1::reason::kPaymentState);
    EXPECT_EQ(temporary().value("SELECT amount_minor FROM payments"), "6000");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM payment_parts WHERE status = 'CLOSED'"), "2");
    auto others = new_payment("c1");
    others.set_user_id(kBuyer + 1);
    EXPECT_EQ(run(payments().CreatePayment(context, others)).error().reason(), v1::reason::kPaymentConflict);
}

TEST_F(PaymentServiceTest, ClosesWhetherAPaymentIsOpenedBeforeItsOrdersAreCancelledOrAfter) {
    for (int round = 0; round < 100; ++round) {
        const auto checkout = "race" + std::to_string(round);
        std::thread other([&] {
            auto own = testing::context_with();
            EXPECT_TRUE(run(payments().CreatePayment(own, new_payment(checkout)), 1));
        });
        for (const int shop : {1, 2}) take(cancellation_of(checkout, shop));
        other.join();
    }
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM payments WHERE status = 'CLOSED'"), "100");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM payments"), "100");
}

TEST_F(PaymentServiceTest, PaysBackWhatAServiceAsksFor) {
    const auto id = open("c1");
    v1::RefundPaymentRequest request;
    request.set_id(id);
    request.set_reason("Damaged");
    EXPECT_EQ(run(payments().RefundPayment(context, request)).error().reason(), v1::reason::kPaymentState);
    EXPECT_TRUE(press(go_to_cashier(id).value(), "pay"));
    deliver_webhooks();
    EXPECT_EQ(run(payments().RefundPayment(context, request))->payment().status(),
              v1::PAYMENT_STATUS_REFUNDING);
    EXPECT_TRUE(run(payments().RefundPayment(context, request)));
    take_own();
    deliver_webhooks();
    EXPECT_EQ(run(payments().RefundPayment(context, request))->payment().status(),
              v1::PAYMENT_STATUS_REFUNDED);
    EXPECT_EQ(events.of<v1::PaymentRefunded>()[0].reason(), "Damaged");
}

TEST_F(PaymentServiceTest, SellersSeeTheirPartsAndAdministratorsAll) {
    for (const auto* checkout : {"c1", "c2", "c3"}) open(checkout);
    EXPECT_TRUE(press(go_to_cashier("p-c2").value(), "pay"));
    deliver_webhooks();
    const auto list = [&](CallContext call, v1::ListPaymentsRequest request) {
        std::vector<std::string> orders;
        request.set_page_size(2);
        do {
            auto page = run(payments().ListPayments(call, request));
            if (!page) return std::vector{page.error().reason()};
            for (const auto& record : page->payments()) orders.push_back(record.order_no());
            request.set_page_token(page->next_page_token());
        } while (!request.page_token().empty());
        return orders;
    };
    EXPECT_THAT(list(as_seller(11), {}), ElementsAre("o-c3-1", "o-c2-1", "o-c1-1"));
    EXPECT_THAT(list(as_admin(), {}), SizeIs(6));
    v1::ListPaymentsRequest of_shop;
    of_shop.set_shop_id(12);
    EXPECT_THAT(list(as_admin(), of_shop), ElementsAre("o-c3-2", "o-c2-2", "o-c1-2"));
    EXPECT_THAT(list(as_seller(11), of_shop), ElementsAre("ROLE_REQUIRED"));
    EXPECT_THAT(list(as_seller(0), {}), ElementsAre("ROLE_REQUIRED"));
    v1::ListPaymentsRequest paid;
    paid.set_status(v1::PAYMENT_STATUS_SUCCEEDED);
    EXPECT_THAT(list(as_seller(12), paid), ElementsAre("o-c2-2"));
    go_to_cashier("p-c3").value();
    const auto in_status = [&](CallContext call, v1::PaymentStatus status, std::int64_t shop_id = 0) {
        v1::ListPaymentsRequest request;
        request.set_status(status);
        request.set_shop_id(shop_id);
        return list(std::move(call), request);
    };
    EXPECT_THAT(in_status(as_admin(), v1::PAYMENT_STATUS_SUCCEEDED), ElementsAre("o-c2-2", "o-c2-1"));
    EXPECT_THAT(in_status(as_admin(), v1::PAYMENT_STATUS_PENDING), ElementsAre("o-c1-2", "o-c1-1"));
    EXPECT_THAT(in_status(as_admin(), v1::PAYMENT_STATUS_PROCESSING), ElementsAre("o-c3-2", "o-c3-1"));
    EXPECT_THAT(in_status(as_admin(), v1::PAYMENT_STATUS_PROCESSING, 11), ElementsAre("o-c3-1"));
    EXPECT_THAT(in_status(as_admin(), v1::PAYMENT_STATUS_CLOSED, 11), IsEmpty());
    EXPECT_THAT(in_status(as_seller(11), v1::PAYMENT_STATUS_PENDING), ElementsAre("o-c1-1"));
    v1::ListPaymentsRequest of_order;
    of_order.set_order_no("o-c1-1");
    EXPECT_THAT(list(as_admin(), of_order), ElementsAre("o-c1-1"));
    of_order.set_status(v1::PAYMENT_STATUS_PENDING);
    EXPECT_THAT(list(as_admin(), of_order), ElementsAre("o-c1-1"));
    of_order.set_status(v1::PAYMENT_STATUS_PROCESSING);
    EXPECT_THAT(list(as_admin(), of_order), IsEmpty());
    of_order.clear_status();
    EXPECT_THAT(list(as_admin(), of_order), ElementsAre("o-c1-1"));
    EXPECT_THAT(list(as_seller(12), of_order), IsEmpty());
    v1::ListPaymentsRequest forged;
    forged.set_page_token("!");
    EXPECT_THAT(list(as_admin(), forged), ElementsAre("INVALID_PAGE_TOKEN"));
}

class Watcher final : public rpc::MessageSink {
public:
    explicit Watcher(std::function<void(v1::PaymentStatus)> seen) : seen_(std::move(seen)) {}
    Task<Result<void>> write(const google::protobuf::Message& message) override {
        seen_(static_cast<const v1::WatchPaymentResponse&>(message).payment().status());
        co_return Result<void>();
    }

private:
    std::function<void(v1::PaymentStatus)> seen_;
};

TEST_F(PaymentServiceTest, AWatcherSeesEachStatusUntilTheEnd) {
    const auto id = open("c1");
    const auto token = go_to_cashier(id).value();
    std::vector<v1::PaymentStatus> seen;
    std::thread payer;
    // The first message starts the payment, so that nothing depends on who is faster.
    Watcher watcher([&](v1::PaymentStatus status) {
        seen.push_back(status);
        if (seen.size() == 1) {
            payer = std::thread([&] {
                EXPECT_TRUE(run(
                    [](SandboxCashierService& cashier, std::string by_token) -> Task<Result<void>> {
                        auto call = testing::context_with();
                        v1::SubmitCashierRequest request;
                        request.set_token(by_token);
                        request.set_action("pay");
                        auto pressed = co_await cashier.SubmitCashier(call, request);
                        if (!pressed) co_return fail(pressed.error());
                        co_return Result<void>();
                    }(cashier(), token),
                    1));
                auto call = testing::context_with();
                EXPECT_TRUE(run(courier().deliver_due(call), 1));
            });
        }
    });
    rpc::Writer<v1::WatchPaymentResponse> writer(watcher);
    v1::WatchPaymentRequest request;
    request.set_id(id);
    auto buyer = as_buyer();
    EXPECT_TRUE(run(payments().WatchPayment(buyer, request, writer)));
    payer.join();
    EXPECT_THAT(seen, ElementsAre(v1::PAYMENT_STATUS_PROCESSING, v1::PAYMENT_STATUS_SUCCEEDED));
    auto stranger = as_buyer(8);
    EXPECT_EQ(run(payments().WatchPayment(stranger, request, writer)).error().code(), Code::not_found);
}

TEST_F(PaymentServiceTest, AWatcherGoesWithItsSession) {
    const auto id = open("c1");
    // The session ends when the first message has come.
    Watcher watcher([&](v1::PaymentStatus) { session_lives = false; });
    rpc::Writer<v1::WatchPaymentResponse> writer(watcher);
    v1::WatchPaymentRequest request;
    request.set_id(id);
    auto buyer = as_buyer();
    buyer.principal.session_id = "s1";
    EXPECT_EQ(run(payments().WatchPayment(buyer, request, writer)).error().reason(), reason::kSessionEnded);
}

TEST_F(PaymentServiceTest, AnAccountWatchesAFewTimesAtOnce) {
    const auto id = open("c1");
    const auto watch = [](PaymentService& payments, CallContext call, std::string payment,
                          std::chrono::milliseconds time) -> Task<std::string> {
        call.deadline = deadline_in(time);
        Watcher watcher([](v1::PaymentStatus) {});
        rpc::Writer<v1::WatchPaymentResponse> writer(watcher);
        v1::WatchPaymentRequest request;
        request.set_id(payment);
        const auto watched = co_await payments.WatchPayment(call, request, writer);
        co_return watched ? "" : watched.error().reason();
    };
    const auto at_once = [&watch](PaymentService& payments, CallContext call,
                                  std::string payment) -> Task<std::vector<std::string>> {
        std::vector<Task<std::string>> tasks;
        for (int i = 0; i < 4; ++i) {
            tasks.push_back(watch(payments, call, payment, std::chrono::milliseconds(300)));
        }
        co_return co_await runtime::all(std::move(tasks), 4);
    };
    const std::string refused(v1::reason::kTooManyWatchers);
    EXPECT_THAT(run(at_once(payments(), as_buyer(), id)),
                ::testing::UnorderedElementsAre("", "", refused, refused));
    EXPECT_EQ(run(watch(payments(), as_buyer(), id, std::chrono::milliseconds(1))), "")
        << "a place that was left is free";
}

TEST_F(PaymentServiceTest, ListsTheMethodsThatWork) {
    const auto listed = run(payments().ListPaymentMethods(context, {}));
    ASSERT_THAT(listed->payment_methods(), SizeIs(2));
    EXPECT_EQ(listed->payment_methods(0).code(), "sandbox");
}

}  // namespace
}  // namespace ecommerce::payment

// SPDX-License-Identifier: Apache-2.0
// The story's time is cut into moments. At each, several people act at once; payments follow a few minutes
// later, as does whoever changes their mind. Between moments the clock jumps, and deadlines that it passes
// have their effects first.
#include <algorithm>
#include <atomic>
#include <set>

#include <fmt/format.h>

#include "demo/loader.h"
#include "demo/random.h"

namespace ecommerce::demo_data {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMoments = 150;
constexpr std::size_t kCheckouts = 190;
constexpr std::size_t kPending = 4;         // the last ones
constexpr std::size_t kArrivalsEvery = 12;  // moments
constexpr std::size_t kReviewsEvery = 6;
constexpr std::size_t kUnshipped = 6;    // moments at the end, shorter than after which orders are paid back
constexpr std::size_t kCalledOff = 172;  // a checkout of the account that people try

enum class Fate { paid, paid_at_second_try, called_off, cancelled, forgotten, pending };

struct Checkout {
    std::size_t customer = 0;
    std::size_t moment = 0;
    Fate fate = Fate::paid;
    std::size_t ships_at = 0;  // moment; kMoments or later: not yet
    std::size_t completes_at = 0;
    Timestamp placed_at{};
    std::string payment_id;
    std::vector<std::pair<std::string, std::int64_t>> orders;  // number, shop's id
};

Fate fate_of(std::size_t number, Random& random) {
    if (number + kPending >= kCheckouts) return Fate::pending;
    if (number == kCalledOff) return Fate::called_off;
    const auto roll = random.below(100);
    return roll < 82   ? Fate::paid
           : roll < 88 ? Fate::paid_at_second_try
           : roll < 95 ? Fate::cancelled
                       : Fate::forgotten;
}

class Story {
public:
    Story(Stage& stage, Shelving& shelving, std::size_t products)
        : stage_(stage), shelving_(shelving), customers_(stage.customers.size()), products_(products) {
        for (std::size_t moment = 0; moment < kMoments; ++moment) times_.push_back(time_of(moment));
        std::set<std::pair<std::size_t, std::size_t>> taken;
        for (std::size_t i = 0; i < kCheckouts; ++i) {
            auto checkout = plan(i);
            // Buyer and moment name a checkout.
            while (!taken.emplace(checkout.moment, checkout.customer).second) {
                checkout.customer = (checkout.customer + 1) % customers_;
            }
            checkouts_.push_back(std::move(checkout));
        }
    }

    std::size_t play() {
        stage_.each(customers_, [this](std::size_t i) { return read_orders(i); });
        for (std::size_t moment = 0; moment < kMoments; ++moment) {
            play(moment);
            if (moment % kReviewsEvery == kReviewsEvery - 1) write_reviews(stage_);
        }
        std::size_t orders = 0;
        for (const auto& checkout : checkouts_) orders += checkout.orders.size();
        return orders;
    }

private:
    // Denser towards the present: the shop grows. The last one is minutes ago.
    Timestamp time_of(std::size_t moment) const {
        if (moment + 1 == kMoments) return stage_.end - 6min;
        const double done = double(moment) / double(kMoments);
        Random random("moment", moment);
        const auto time = stage_.days_ago(90.0 * (1.0 - done) * (1.2 - 0.2 * (1.0 - done)) / 1.2 + 0.1);
        return time + std::chrono::seconds(random.between(0, 900));
    }

    Checkout plan(std::size_t number) const {
        Random random("checkout", number);
        Checkout checkout;
        checkout.fate = fate_of(number, random);
        checkout.moment =
            checkout.fate == Fate::pending ? kMoments - 1 : number * (kMoments - 1) / (kCheckouts - kPending);
        // The account that people try has a rich history.
        const bool recent = number + 24 >= kCheckouts && number % 4 == 0;
        const bool showcase = number % 11 == 0 || recent || number + 1 >= kCheckouts;
        checkout.customer = showcase ? 0 : 1 + random.below(customers_ - 1);
        checkout.ships_at =
            checkout.moment + kUnshipped < kMoments ? checkout.moment + 1 + random.below(3) : kMoments;
        checkout.completes_at = checkout.ships_at + 4 + random.below(14);
        return checkout;
    }

    void play(std::size_t moment) {
        stage_.move_to(times_[moment]);
        if (moment % kArrivalsEvery == kArrivalsEvery - 1) arrive();
        auto here = at(moment, &Checkout::moment);
        each(here, &Story::place);
        each(at(moment, &Checkout::ships_at), &Story::ship);
        each(at(moment, &Checkout::completes_at), &Story::confirm);
        std::erase_if(here, [](const auto* checkout) { return checkout->fate == Fate::pending; });
        if (here.empty()) return stage_.settle();
        stage_.clock.set(times_[moment] + std::min<std::chrono::microseconds>(4min, window_.load() / 2));
        each(here, &Story::decide);
        stage_.settle();
        const auto forgotten = [](const auto* checkout) { return checkout->fate == Fate::forgotten; };
        if (std::ranges::any_of(here, forgotten)) stage_.move_to(times_[moment] + 16min);
    }

    std::vector<Checkout*> at(std::size_t moment, std::size_t Checkout::* what) {
        std::vector<Checkout*> found;
        for (auto& checkout : checkouts_) {
            if (checkout.*what == moment) found.push_back(&checkout);
        }
        return found;
    }

    void each(const std::vector<Checkout*>& some, Task<void> (Story::*act)(Checkout&)) {
        if (!some.empty()) stage_.each(some.size(), [&](std::size_t i) { return (this->*act)(*some[i]); });
    }

    void arrive() {
        const auto left = shelving_.count() - products_;
        const auto rounds = (kMoments / kArrivalsEvery) - arrivals_++;
        const auto more = rounds <= 1 ? left : left / rounds;
        shelving_.load(products_, products_ + more);
        products_ += more;
    }

    // Orders are known by their buyer and their time, which the story fixes.
    Task<void> read_orders(std::size_t customer) {
        order::v1::ListOrdersRequest request;
        request.set_page_size(100);
        do {
            auto context = Stage::as(stage_.customers[customer]);
            auto page = must(co_await stage_.orders.ListOrders(context, request), "orders");
            for (const auto& order : page.orders()) {
                for (auto& checkout : checkouts_) {
                    if (checkout.customer != customer ||
                        times_[checkout.moment] != rpc::to_time(order.created_at()))
                        continue;
                    checkout.payment_id = order.payment_id();
                    checkout.orders.emplace_back(order.order_no(), order.shop_id());
                    break;
                }
            }
            request.set_page_token(page.next_page_token());
        } while (!request.page_token().empty());
    }

    checkout::v1::PlaceOrderRequest choose(std::size_t number, std::size_t customer) const {
        Random random("basket", number);
        checkout::v1::PlaceOrderRequest request;
        std::set<std::int64_t> chosen;
        for (auto lines = random.between(1, 3); lines > 0;) {
            // Some products sell better than others.
            const auto product = random.below(random.chance(50) ? products_ / 8 : products_);
            const auto& skus = shelving_.articles()[product];
            if (skus.empty()) continue;  // not on sale yet
            const auto& sku = skus[random.below(skus.size())];
            // The first shop's owner has something to ship.
            const bool first_shop = number + 24 >= kCheckouts && number % 3 == 0 && chosen.empty();
            if (first_shop && sku.shop != 0) continue;
            if (!sku.plenty || !chosen.insert(sku.sku_id).second) continue;
            auto& item = *request.add_items();
            item.set_sku_id(sku.sku_id);
            item.set_quantity(
                std::uint32_t(random.chance(80) || sku.price > 100'000 ? 1 : random.between(2, 3)));
            --lines;
        }
        request.set_address_id(stage_.address_ids[customer]);
        request.set_payment_method("sandbox");
        return request;
    }

    Task<void> place(Checkout& checkout) {
        if (!checkout.orders.empty()) co_return;
        const auto number = std::size_t(&checkout - checkouts_.data());
        const auto& buyer = stage_.customers[checkout.customer];
        auto request = choose(number, checkout.customer);
        checkout::v1::PreviewCheckoutRequest preview;
        *preview.mutable_items() = request.items();
        preview.set_address_id(request.address_id());
        auto look = Stage::as(buyer);
        const auto quote = must(co_await stage_.checkout.PreviewCheckout(look, preview), "a preview");
        *request.mutable_expected_total() = quote.quote().total();
        if (number % 9 == 0) {
            auto& note = *request.add_notes();
            note.set_shop_id(quote.quote().shops(0).shop_id());
            note.set_note(number % 2 == 0 ? "工作日白天送达，谢谢" : "麻烦包装结实一点，送人用");
        }
        auto context = Stage::as(buyer, auth::random_id());
        const auto placed = must(co_await stage_.checkout.PlaceOrder(context, request), "an order");
        checkout.payment_id = placed.payment().id();
        window_ = rpc::to_time(placed.payment().expires_at()) - stage_.clock.now();
        for (const auto& order : placed.orders())
            checkout.orders.emplace_back(order.order_no(), order.shop_id());
    }

    Task<void> decide(Checkout& checkout) {
        if (checkout.fate == Fate::paid || checkout.fate == Fate::paid_at_second_try ||
            checkout.fate == Fate::called_off) {
            co_return co_await pay(checkout);
        }
        if (checkout.fate == Fate::cancelled) co_return co_await cancel(checkout);
    }

    Task<payment::v1::PaymentStatus> status_of(const Checkout& checkout) {
        payment::v1::GetPaymentRequest request;
        request.set_id(checkout.payment_id);
        auto context = Stage::as(stage_.customers[checkout.customer]);
        auto found = co_await stage_.payments.GetPayment(context, request);
        // A run that broke off between orders and payment leaves orders that nobody can pay.
        if (!found && found.error().code() == Code::not_found) co_return payment::v1::PAYMENT_STATUS_CLOSED;
        co_return must(std::move(found), "a payment").payment().status();
    }

    static bool is_open(payment::v1::PaymentStatus status) {
        return status == payment::v1::PAYMENT_STATUS_PENDING ||
               status == payment::v1::PAYMENT_STATUS_PROCESSING;
    }

    Task<void> press(const std::string& token, std::string action) {
        payment::v1::SubmitCashierRequest request;
        request.set_token(token);
        request.set_action(std::move(action));
        auto context = Stage::as({});
        must(co_await stage_.cashier.SubmitCashier(context, request), "the cashier");
    }

    // The buyer's way: to the cashier, press the button, wait until the provider's message has arrived.
    Task<void> pay(Checkout& checkout) {
        if (!is_open(co_await status_of(checkout))) co_return;
        payment::v1::PayPaymentRequest request;
        request.set_id(checkout.payment_id);
        auto context = Stage::as(stage_.customers[checkout.customer], auth::random_id());
        const auto url = must(co_await stage_.payments.PayPayment(context, request), "paying").cashier_url();
        const auto token = url.substr(url.rfind('/') + 1);
        if (checkout.fate == Fate::paid_at_second_try) co_await press(token, "decline");
        co_await press(token, "pay");
        const auto deadline = deadline_in(60s);
        auto patience = deadline_in(2s);
        while (is_open(co_await status_of(checkout))) {
            const auto now = std::chrono::steady_clock::now();
            if (now > deadline) throw std::runtime_error("A demo payment does not arrive.");
            // A message that failed in a run before this one waits for a later hour of the clock.
            if (now > patience) {
                stage_.clock.set(stage_.clock.now() + 1min);
                patience = deadline_in(2s);
            }
            co_await runtime::sleep(5ms);
        }
    }

    Task<order::v1::OrderStatus> status_of(const Checkout& checkout, const std::string& order_no) {
        order::v1::GetOrderRequest request;
        request.set_order_no(order_no);
        auto context = Stage::as(stage_.customers[checkout.customer]);
        co_return must(co_await stage_.orders.GetOrder(context, request), "an order").order().status();
    }

    Task<void> cancel(Checkout& checkout) {
        const auto& number = checkout.orders[0].first;
        if (co_await status_of(checkout, number) != order::v1::ORDER_STATUS_PENDING_PAYMENT) co_return;
        co_await cancel(checkout, number);
    }

    Task<void> cancel(const Checkout& checkout, const std::string& number) {
        order::v1::CancelOrderRequest request;
        request.set_order_no(number);
        request.set_reason(checkout.customer % 2 == 0 ? "不想要了" : "地址填错了");
        auto context = Stage::as(stage_.customers[checkout.customer]);
        must(co_await stage_.orders.CancelOrder(context, request), "cancelling");
    }

    Task<void> ship(Checkout& checkout) {
        for (const auto& [number, shop_id] : checkout.orders) {
            if (co_await status_of(checkout, number) != order::v1::ORDER_STATUS_PAID) continue;
            if (checkout.fate == Fate::called_off) {
                co_await cancel(checkout, number);
                continue;
            }
            const auto owner = std::ranges::find(stage_.owners, shop_id, &Person::shop_id);
            Random random("parcel", std::stoull(number.substr(number.size() - 9)));
            static constexpr std::array<std::string_view, 4> kCarriers{"顺丰速运", "中通快递", "圆通速递",
                                                                       "京东物流"};
            order::v1::ShipOrderRequest request;
            request.set_order_no(number);
            request.set_carrier(std::string(random.pick(kCarriers)));
            request.set_tracking_no(fmt::format("SF{:013}", random.between(1'000'000'000, 9'999'999'999)));
            auto context = Stage::as(*owner);
            must(co_await stage_.shop_orders.ShipOrder(context, request), "shipping");
        }
    }

    Task<void> confirm(Checkout& checkout) {
        for (const auto& [number, shop_id] : checkout.orders) {
            if (co_await status_of(checkout, number) != order::v1::ORDER_STATUS_SHIPPED) continue;
            order::v1::ConfirmReceiptRequest request;
            request.set_order_no(number);
            auto context = Stage::as(stage_.customers[checkout.customer]);
            must(co_await stage_.orders.ConfirmReceipt(context, request), "receiving");
        }
    }

    Stage& stage_;
    Shelving& shelving_;
    const std::size_t customers_;
    std::size_t products_;
    std::size_t arrivals_ = 0;
    std::vector<Timestamp> times_;
    std::vector<Checkout> checkouts_;
    // How long the platform waits for a payment, as its replies say it.
    std::atomic<std::chrono::microseconds> window_ = std::chrono::microseconds(15min);
};

}  // namespace

std::size_t load_orders(Stage& stage, Shelving& shelving, std::size_t products_before) {
    Story story(stage, shelving, products_before);
    return story.play();
}

}  // namespace ecommerce::demo_data

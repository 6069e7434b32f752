// SPDX-License-Identifier: Apache-2.0
#include "application/payment/sandbox/cashier_page.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "framework/text/words.h"

namespace ecommerce::payment {

namespace {

struct Texts {
    std::string_view lang, title, notice, to_pay, orders, payment, time_left, pay, decline, back;
    std::array<std::string_view, 6> headings;  // by state
    std::array<std::string_view, 6> details;
};

constexpr Texts kChinese{
    .lang = "zh-CN",
    .title = "收银台",
    .notice = "沙箱环境：不会产生真实扣款。",
    .to_pay = "应付金额",
    .orders = "订单",
    .payment = "支付单",
    .time_left = "剩余时间",
    .pay = "确认支付",
    .decline = "模拟支付失败",
    .back = "返回商城",
    .headings = {"请完成支付", "支付失败", "支付成功", "已退款", "支付已超时", "支付已取消"},
    .details = {"选择支付结果，平台会收到签名通知。", "银行拒绝了这次支付，您可以重试。",
                "平台正在确认，稍后将自动返回商城。", "款项已原路退回。", "请返回商城重新下单。",
                "订单已取消，无需支付。"}};

constexpr Texts kEnglish{.lang = "en",
                         .title = "Cashier",
                         .notice = "Sandbox: no money is taken.",
                         .to_pay = "Amount due",
                         .orders = "Orders",
                         .payment = "Payment",
                         .time_left = "Time left",
                         .pay = "Pay now",
                         .decline = "Simulate a decline",
                         .back = "Back to the shop",
                         .headings = {"Complete your payment", "Payment declined", "Payment received",
                                      "Refunded", "Time is up", "Payment cancelled"},
                         .details = {"Choose an outcome; the platform is told by a signed message.",
                                     "The bank declined this attempt. You can try again.",
                                     "The platform is being told. You will return to the shop in a moment.",
                                     "The money went back the way it came.",
                                     "Return to the shop and order again.",
                                     "The order was cancelled; there is nothing to pay."}};

constexpr std::array<std::string_view, 6> kMarks{"¥", "!", "✓", "↺", "×", "×"};
constexpr std::array<std::string_view, 6> kClasses{"open",     "declined", "paid",
                                                   "refunded", "expired",  "closed"};

const Texts& texts_of(Language language) {
    return language == Language::chinese ? kChinese : kEnglish;
}

std::string escape(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '&': escaped += "&amp;"; break;
        case '<': escaped += "&lt;"; break;
        case '>': escaped += "&gt;"; break;
        case '"': escaped += "&quot;"; break;
        case '\'': escaped += "&#39;"; break;
        default: escaped += c;
        }
    }
    return escaped;
}

int decimals_of(std::string_view currency) {
    constexpr std::array<std::string_view, 4> kNone{"JPY", "KRW", "VND", "CLP"};
    constexpr std::array<std::string_view, 4> kThree{"KWD", "BHD", "OMR", "TND"};
    if (std::ranges::find(kNone, currency) != kNone.end()) return 0;
    return std::ranges::find(kThree, currency) != kThree.end() ? 3 : 2;
}

std::string sign_of(std::string_view currency) {
    if (currency == "CNY") return "¥";
    if (currency == "USD") return "US$";
    if (currency == "EUR") return "€";
    return std::string(currency) + " ";
}

std::string form(const CashierView& view, std::string_view action, std::string_view label,
                 std::string_view look) {
    return "<form method=\"post\" action=\"/sandbox/cashier/" + escape(view.token) + "/" +
           std::string(action) + "\"><button class=\"" + std::string(look) + "\">" + std::string(label) +
           "</button></form>\n";
}

// A page in which nothing is left to do goes on to the shop; one that waits looks again when its time is up.
std::string refresh(const CashierView& view) {
    using State = CashierView::State;
    if (view.state == State::paid) {
        return "<meta http-equiv=\"refresh\" content=\"3;url=" + escape(view.return_path) + "\">\n";
    }
    if (view.state == State::open || view.state == State::declined) {
        return "<meta http-equiv=\"refresh\" content=\"" + std::to_string(view.left.count() + 1) +
               ";url=/sandbox/cashier/" + escape(view.token) + "\">\n";
    }
    return {};
}

std::string row(std::string_view name, const std::string& html) {
    return "<div><dt>" + std::string(name) + "</dt><dd>" + html + "</dd></div>\n";
}

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --accent: #e1251b; --ink: #1d1d1f; --soft: #6e6e73; --card: #fff; --page: #f5f5f7; --line: #e5e5ea; }
@media (prefers-color-scheme: dark) { :root { --accent: #ff5a4f; --ink: #f5f5f7; --soft: #a1a1a6; --card: #1c1c1e; --page: #000; --line: #38383a; } }
* { box-sizing: border-box; margin: 0; }
body { min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--page); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { width: 100%; max-width: 26rem; padding: 2rem; border-radius: 1.25rem; background: var(--card); box-shadow: 0 1rem 3rem rgb(0 0 0 / .08); text-align: center; }
.mark { display: inline-grid; place-items: center; width: 3.5rem; height: 3.5rem; border-radius: 50%; font-size: 1.75rem; font-weight: 700; color: #fff; background: var(--accent); }
.paid .mark, .refunded .mark { background: #2da44e; }
.expired .mark, .closed .mark { background: var(--soft); }
h1 { margin-top: .75rem; font-size: 1.25rem; }
.detail { color: var(--soft); font-size: .9rem; }
.amount { margin: 1.25rem 0 .25rem; font-size: 2.5rem; font-weight: 700; font-variant-numeric: tabular-nums; letter-spacing: -.02em; }
dl { margin: 1.25rem 0; border-top: 1px solid var(--line); text-align: left; font-size: .9rem; }
dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line); }
dt { flex: none; color: var(--soft); }
dd { text-align: right; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
button, .back { display: block; width: 100%; margin-top: .75rem; padding: .8rem; border: 0; border-radius: .75rem; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.primary { background: var(--accent); color: #fff; }
.quiet, .back { background: transparent; color: var(--soft); box-shadow: inset 0 0 0 1px var(--line); }
button:hover { filter: brightness(1.07); }
button:focus-visible, .back:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.notice { margin-top: 1.5rem; font-size: .8rem; color: var(--soft); }
)css";

// Whole seconds count down; minutes and seconds are what is left of them.
constexpr std::string_view kClock = R"css(
@property --t { syntax: "<integer>"; inherits: true; initial-value: 0; }
@property --m { syntax: "<integer>"; inherits: true; initial-value: 0; }
@property --s { syntax: "<integer>"; inherits: true; initial-value: 0; }
.clock { --m: calc((var(--t) - 29.5) / 60); --s: calc(var(--t) - 60 * var(--m)); counter-reset: m var(--m) s var(--s); font-weight: 600; }
.clock::after { content: counter(m, decimal-leading-zero) ":" counter(s, decimal-leading-zero); }
)css";

}  // namespace

Language choose_language(std::string_view accept_language) {
    double chinese = 0;
    double english = 0;
    for (const auto item : text::words(accept_language, ',')) {
        double quality = 1;
        if (const auto q = item.find(";q="); q != std::string_view::npos) {
            const auto number = item.substr(q + 3);
            if (std::from_chars(number.data(), number.data() + number.size(), quality).ec != std::errc())
                quality = 0;
        }
        if (item.starts_with("zh")) chinese = std::max(chinese, quality);
        if (item.starts_with("en")) english = std::max(english, quality);
    }
    return english > chinese ? Language::english : Language::chinese;
}

std::string format_amount(const Money& amount) {
    const auto decimals = std::size_t(decimals_of(amount.currency()));
    auto digits = std::to_string(amount.minor_units());
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    auto whole = digits.substr(0, digits.size() - decimals);
    for (auto at = std::ptrdiff_t(whole.size()) - 3; at > 0; at -= 3) whole.insert(std::size_t(at), ",");
    const auto fraction = digits.substr(digits.size() - decimals);
    return sign_of(amount.currency()) + whole + (fraction.empty() ? "" : "." + fraction);
}

std::string cashier_page(const CashierView& view) {
    using State = CashierView::State;
    const auto& texts = texts_of(view.language);
    const auto index = std::size_t(view.state);
    const bool payable = view.state == State::open || view.state == State::declined;
    std::string orders;
    for (const auto& number : view.order_nos) orders += (orders.empty() ? "" : "<br>") + escape(number);

    std::string page = "<!doctype html>\n<html lang=\"" + std::string(texts.lang) +
                       "\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"robots\" content=\"noindex\">\n" +
                       refresh(view) + "<title>" + std::string(texts.title) +
                       "</title>\n<link rel=\"stylesheet\" href=\"/sandbox/cashier/" + escape(view.token) +
                       "/style.css\">\n</head>\n<body>\n<main class=\"" + std::string(kClasses[index]) +
                       "\">\n";
    page += "<div class=\"mark\" aria-hidden=\"true\">" + std::string(kMarks[index]) +
            "</div>\n<h1 role=\"status\">" + std::string(texts.headings[index]) +
            "</h1>\n<p class=\"detail\">" + std::string(texts.details[index]) + "</p>\n<p class=\"amount\">" +
            escape(format_amount(view.amount)) + "</p>\n<dl>\n";
    page += row(texts.orders, orders) + row(texts.payment, escape(view.payment_id));
    if (payable) page += row(texts.time_left, "<span class=\"clock\" role=\"timer\"></span>");
    page += "</dl>\n";
    if (payable)
        page += form(view, "pay", texts.pay, "primary") + form(view, "decline", texts.decline, "quiet");
    page += "<a class=\"back\" href=\"" + escape(view.return_path) + "\">" + std::string(texts.back) +
            "</a>\n<p class=\"notice\">" + std::string(texts.notice) + "</p>\n</main>\n</body>\n</html>\n";
    return page;
}

std::string cashier_style(std::chrono::seconds left) {
    const auto seconds = std::to_string(std::max<std::int64_t>(left.count(), 0));
    return std::string(kStyle) + std::string(kClock) + "@keyframes count { from { --t: " + seconds +
           "; } to { --t: 0; } }\n.clock { animation: count " + seconds + "s linear forwards; }\n";
}

}  // namespace ecommerce::payment

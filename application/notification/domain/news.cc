// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/news.h"

#include <algorithm>
#include <array>

namespace ecommerce::notification {

namespace {

constexpr auto kTemplates = std::to_array<Template>({
    {Type::order_paid, Kind::transaction, SubjectType::order, ByMail::chosen, "付款成功",
     "订单 {subject} 已付款 {amount}，商家将尽快发货。", "Payment received",
     "We received {amount} for order {subject}. The shop will ship it soon."},
    {Type::payment_declined, Kind::transaction, SubjectType::none, ByMail::chosen, "付款未成功",
     "您的付款没有成功，请在订单到期前换一种方式再试。", "Payment failed",
     "Your payment did not go through. Try again or use another method before the order expires."},
    {Type::order_cancelled, Kind::transaction, SubjectType::order, ByMail::chosen, "订单已取消",
     "订单 {subject} 已取消；如已付款，款项将原路退回。", "Order cancelled",
     "Order {subject} was cancelled. What you have paid comes back the way you paid it."},
    {Type::order_shipped, Kind::parcels, SubjectType::order, ByMail::chosen, "包裹已发出",
     "订单 {subject} 已发货：{carrier} {tracking_no}。", "Parcel on its way",
     "Order {subject} was shipped with {carrier}, {tracking_no}."},
    {Type::order_completed, Kind::transaction, SubjectType::order, ByMail::chosen, "交易完成",
     "订单 {subject} 已完成，感谢您的购买。", "Order completed",
     "Order {subject} is complete. Thank you for your purchase."},
    {Type::order_refunding, Kind::transaction, SubjectType::order, ByMail::chosen, "退款处理中",
     "订单 {subject} 正在退款 {amount}，到账时间以支付渠道为准。", "Refund started",
     "{amount} for order {subject} is being paid back; when it arrives depends on how you paid."},
    {Type::order_refunded, Kind::transaction, SubjectType::order, ByMail::chosen, "退款成功",
     "{amount} 已退回，订单 {subject}。", "Refund completed", "{amount} was paid back for order {subject}."},
    {Type::password_changed, Kind::service, SubjectType::account, ByMail::always, "密码已修改",
     "您的登录密码刚刚被修改，其他设备已退出登录。如非本人操作，请立即联系客服。", "Password changed",
     "Your password was just changed and other devices were signed out. If this was not you, contact us at once."},
    {Type::second_factor_on, Kind::service, SubjectType::account, ByMail::always, "两步验证已开启",
     "您的账户刚刚开启了两步验证，今后登录还需输入验证码，其他设备已退出登录。如非本人操作，请立即联系客服。",
     "Second factor turned on",
     "Signing in to your account now needs a code as well, and other devices were signed out. If this was not you, contact us at once."},
    {Type::second_factor_off, Kind::service, SubjectType::account, ByMail::always, "两步验证已关闭",
     "您的账户刚刚关闭了两步验证，今后仅凭密码即可登录。如非本人操作，请立即修改密码并联系客服。",
     "Second factor turned off",
     "Your account can be signed in to with its password alone again. If this was not you, change the password and contact us at once."},
    {Type::shop_approved, Kind::service, SubjectType::shop, ByMail::chosen, "店铺审核通过",
     "您的店铺已开张，快去上架商品吧。", "Shop approved",
     "Your shop is open. Put your first products on sale."},
    {Type::shop_closed, Kind::service, SubjectType::shop, ByMail::chosen, "店铺已关闭",
     "您的店铺已关闭，商品不再展示。", "Shop closed",
     "Your shop was closed; its products are no longer shown."},
    {Type::shop_reopened, Kind::service, SubjectType::shop, ByMail::chosen, "店铺已恢复营业",
     "您的店铺重新营业，商品已恢复展示。", "Shop open again",
     "Your shop is open again and its products are shown."},
    {Type::to_ship, Kind::transaction, SubjectType::order, ByMail::no, "新订单待发货",
     "订单 {subject} 已付款 {amount}，请按时发货。", "New order to ship",
     "Order {subject} over {amount} is paid. Ship it in time."},
    {Type::sale_called_off, Kind::transaction, SubjectType::order, ByMail::no, "订单已取消并退款",
     "订单 {subject} 已取消，{amount} 将退回买家；尚未发货的请勿发货。", "Order called off",
     "Order {subject} was called off and {amount} goes back to the buyer. If you have not shipped it, do not."},
    {Type::sale_completed, Kind::transaction, SubjectType::order, ByMail::no, "订单已完成",
     "买家已收货，订单 {subject} 完成，金额 {amount}。", "Order completed",
     "Order {subject} over {amount} was received and is complete."},
    {Type::product_published, Kind::service, SubjectType::product, ByMail::chosen, "商品已上架",
     "商品 {subject} 已通过审核并上架。", "Product on sale",
     "Product {subject} passed its review and is on sale."},
    {Type::product_taken_off, Kind::service, SubjectType::product, ByMail::chosen, "商品已下架",
     "商品 {subject} 已下架。", "Product off sale", "Product {subject} is no longer on sale."},
    {Type::question_asked, Kind::service, SubjectType::product, ByMail::chosen, "有新的商品提问",
     "有人对商品 {subject} 提问，请尽快回答。", "New question",
     "Somebody asks about product {subject}. Answer soon."},
    {Type::question_answered, Kind::service, SubjectType::product, ByMail::chosen, "您的提问有了回答",
     "您对商品 {subject} 的提问有了新的回答。", "Your question was answered",
     "There is a new answer to your question about product {subject}."},
    {Type::review_replied, Kind::service, SubjectType::product, ByMail::chosen, "商家回复了您的评价",
     "商家回复了您对商品 {subject} 的评价。", "The shop replied to your review",
     "The shop replied to your review of product {subject}."},
    {Type::payment_refunded, Kind::transaction, SubjectType::order, ByMail::chosen, "退款成功",
     "{amount} 已退回，涉及订单 {subject} 等 {count} 个。", "Refund completed",
     "{amount} was paid back for {count} orders, {subject} among them."},
    {Type::reset_password, Kind::service, SubjectType::none, ByMail::link, "重设密码",
     "有人请求重设您账户的登录密码。请在 30 分钟内打开下面的链接设置新密码。如果不是您本人操作，请忽略本邮件，密码不会改变。",
     "Set a new password",
     "Somebody asked for a new password for your account. Open the link within 30 minutes to choose one. If it was not you, ignore this mail: your password stays as it is."},
    {Type::confirm_email, Kind::service, SubjectType::none, ByMail::link, "确认邮箱",
     "您的账户使用此邮箱登录。请在 7 天内打开下面的链接确认。如果您没有注册，请忽略本邮件。",
     "Confirm your e-mail address",
     "Your account signs in with this address. Open the link within 7 days to confirm it. If you did not register, ignore this mail."},
    {Type::change_email, Kind::service, SubjectType::none, ByMail::link, "确认新邮箱",
     "请在 24 小时内打开下面的链接，此后您的账户将使用此邮箱登录。如果不是您本人操作，请忽略本邮件。",
     "Confirm your new e-mail address",
     "Open the link within 24 hours, and your account signs in with this address from then on. If it was not you, ignore this mail."},
    {Type::email_change_asked, Kind::service, SubjectType::account, ByMail::always, "更换登录邮箱",
     "有人请求为您的账户更换登录邮箱，确认链接已发往新邮箱。如非本人操作，请立即修改密码，该链接将随之失效。",
     "Change of e-mail address",
     "Somebody asked that your account sign in with another e-mail address; a link was sent there. If it was not you, change your password at once: that ends the link."},
    {Type::email_changed, Kind::service, SubjectType::account, ByMail::always, "登录邮箱已更换",
     "您的账户已改用另一个邮箱登录。如非本人操作，请立即联系客服。", "E-mail address changed",
     "Your account signs in with another e-mail address now. If this was not you, contact us at once."},
});

static_assert(
    [] {
        for (std::size_t i = 0; i < kTemplates.size(); ++i) {
            if (kTemplates[i].type != Type(i)) return false;
        }
        return kTemplates.size() == kNamesOf<Type>.size();
    }(),
    "every type has its words, in the order of the types");

}  // namespace

const Template& template_of(Type type) {
    return kTemplates.at(std::size_t(type));
}

std::string fill(std::string_view text, const Details& details, std::string_view subject) {
    std::string filled;
    while (true) {
        const auto open = text.find('{');
        const auto close = open == text.npos ? open : text.find('}', open);
        if (close == text.npos) return filled.append(text);
        filled += text.substr(0, open);
        const auto name = text.substr(open + 1, close - open - 1);
        if (name == "subject") {
            filled += subject;
        } else if (const auto found = details.find(name); found != details.end()) {
            filled += found->second;
        }
        text.remove_prefix(close + 1);
    }
}

}  // namespace ecommerce::notification

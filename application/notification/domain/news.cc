// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/news.h"

#include <algorithm>
#include <array>

namespace ecommerce::notification {

namespace {

constexpr auto kTemplates = std::to_array<Template>({
    {Type::order_paid, Kind::transaction, SubjectType::order, "付款成功",
     "订单 {subject} 已付款 {amount}，商家将尽快发货。", "Payment received",
     "We received {amount} for order {subject}. The shop will ship it soon."},
    {Type::payment_declined, Kind::transaction, SubjectType::none, "付款未成功",
     "您的付款没有成功，请在订单到期前换一种方式再试。", "Payment failed",
     "Your payment did not go through. Try again or use another method before the order expires."},
    {Type::order_cancelled, Kind::transaction, SubjectType::order, "订单已取消",
     "订单 {subject} 已取消；如已付款，款项将原路退回。", "Order cancelled",
     "Order {subject} was cancelled. What you have paid comes back the way you paid it."},
    {Type::order_shipped, Kind::parcels, SubjectType::order, "包裹已发出",
     "订单 {subject} 已发货：{carrier} {tracking_no}。", "Parcel on its way",
     "Order {subject} was shipped with {carrier}, {tracking_no}."},
    {Type::order_completed, Kind::transaction, SubjectType::order, "交易完成",
     "订单 {subject} 已完成，感谢您的购买。", "Order completed",
     "Order {subject} is complete. Thank you for your purchase."},
    {Type::order_refunding, Kind::transaction, SubjectType::order, "退款处理中",
     "订单 {subject} 正在退款 {amount}，到账时间以支付渠道为准。", "Refund started",
     "{amount} for order {subject} is being paid back; when it arrives depends on how you paid."},
    {Type::order_refunded, Kind::transaction, SubjectType::order, "退款成功",
     "{amount} 已退回，订单 {subject}。", "Refund completed", "{amount} was paid back for order {subject}."},
    {Type::password_changed, Kind::service, SubjectType::account, "密码已修改",
     "您的登录密码刚刚被修改，其他设备已退出登录。如非本人操作，请立即联系客服。", "Password changed",
     "Your password was just changed and other devices were signed out. If this was not you, contact us at once."},
    {Type::shop_approved, Kind::service, SubjectType::shop, "店铺审核通过",
     "您的店铺已开张，快去上架商品吧。", "Shop approved",
     "Your shop is open. Put your first products on sale."},
    {Type::shop_closed, Kind::service, SubjectType::shop, "店铺已关闭", "您的店铺已关闭，商品不再展示。",
     "Shop closed", "Your shop was closed; its products are no longer shown."},
    {Type::shop_reopened, Kind::service, SubjectType::shop, "店铺已恢复营业",
     "您的店铺重新营业，商品已恢复展示。", "Shop open again",
     "Your shop is open again and its products are shown."},
    {Type::to_ship, Kind::transaction, SubjectType::order, "新订单待发货",
     "订单 {subject} 已付款 {amount}，请按时发货。", "New order to ship",
     "Order {subject} over {amount} is paid. Ship it in time."},
    {Type::sale_called_off, Kind::transaction, SubjectType::order, "订单已取消并退款",
     "订单 {subject} 已取消，{amount} 将退回买家；尚未发货的请勿发货。", "Order called off",
     "Order {subject} was called off and {amount} goes back to the buyer. If you have not shipped it, do not."},
    {Type::sale_completed, Kind::transaction, SubjectType::order, "订单已完成",
     "买家已收货，订单 {subject} 完成，金额 {amount}。", "Order completed",
     "Order {subject} over {amount} was received and is complete."},
    {Type::product_published, Kind::service, SubjectType::product, "商品已上架",
     "商品 {subject} 已通过审核并上架。", "Product on sale",
     "Product {subject} passed its review and is on sale."},
    {Type::product_taken_off, Kind::service, SubjectType::product, "商品已下架", "商品 {subject} 已下架。",
     "Product off sale", "Product {subject} is no longer on sale."},
    {Type::question_asked, Kind::service, SubjectType::product, "有新的商品提问",
     "有人对商品 {subject} 提问，请尽快回答。", "New question",
     "Somebody asks about product {subject}. Answer soon."},
    {Type::question_answered, Kind::service, SubjectType::product, "您的提问有了回答",
     "您对商品 {subject} 的提问有了新的回答。", "Your question was answered",
     "There is a new answer to your question about product {subject}."},
    {Type::review_replied, Kind::service, SubjectType::product, "商家回复了您的评价",
     "商家回复了您对商品 {subject} 的评价。", "The shop replied to your review",
     "The shop replied to your review of product {subject}."},
    {Type::payment_refunded, Kind::transaction, SubjectType::order, "退款成功",
     "{amount} 已退回，涉及订单 {subject} 等 {count} 个。", "Refund completed",
     "{amount} was paid back for {count} orders, {subject} among them."},
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

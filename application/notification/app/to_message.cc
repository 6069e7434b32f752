// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/to_message.h"

#include "framework/rpc/messages.h"

namespace ecommerce::notification {

v1::Notification to_message(const NotificationRow& row) {
    const auto& words = template_of(row.type);
    Details details;
    for (std::size_t i = 0; i + 1 < row.details.size(); i += 2) details[row.details[i]] = row.details[i + 1];
    v1::Notification message;
    message.set_id(row.id);
    message.set_kind(v1::NotificationKind(words.kind));
    message.set_type(std::string(name_of(row.type)));
    message.set_title(fill(words.title, details, row.subject));
    message.set_body(fill(words.body, details, row.subject));
    message.set_title_en(fill(words.title_en, details, row.subject));
    message.set_body_en(fill(words.body_en, details, row.subject));
    message.set_subject_type(v1::SubjectType(words.subject_type));
    message.set_subject(row.subject);
    rpc::set_time(*message.mutable_created_at(), row.created_at);
    message.set_read(row.read_at.has_value());
    return message;
}

v1::UnreadCount to_message(const UnreadRow& row) {
    v1::UnreadCount count;
    count.set_kind(v1::NotificationKind(row.kind));
    count.set_count(std::uint32_t(row.count));
    return count;
}

}  // namespace ecommerce::notification

// SPDX-License-Identifier: Apache-2.0
// Rows as the contract shows them.
#pragma once

#include "application/notification/storage/box_store.h"

#include "notification/v1/notification.pb.h"

namespace ecommerce::notification {

// Unread ones are counted so far, as the contract tells.
inline constexpr int kCountedMost = 100;

v1::Notification to_message(const NotificationRow& row);
v1::UnreadCount to_message(const UnreadRow& row);

}  // namespace ecommerce::notification

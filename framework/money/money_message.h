// SPDX-License-Identifier: Apache-2.0
// Money as the contract's message and back.
#pragma once

#include "framework/money/money.h"

#include "common/v1/money.pb.h"

namespace ecommerce {

common::v1::Money to_message(const Money& money);
// A message that is not set is Money().
Money to_money(const common::v1::Money& message);

}  // namespace ecommerce

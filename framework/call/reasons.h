// SPDX-License-Identifier: Apache-2.0
// The reasons that the platform itself gives, generated from api/common/v1/error_reason.proto:
//
//   return fail(reason::not_found("There is no such order."));
//   if (error.reason() == reason::kRateLimited) …
#pragma once

#include "common/v1/error_reason.rpc.h"

namespace ecommerce {

namespace reason = common::v1::reason;

}  // namespace ecommerce

// SPDX-License-Identifier: Apache-2.0
// A message in which every field is set.
#pragma once

#include "json_sample/v1/sample.pb.h"

namespace ecommerce::json {

json_sample::v1::Sample full_sample();

}  // namespace ecommerce::json

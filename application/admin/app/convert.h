// SPDX-License-Identifier: Apache-2.0
// Between rows, messages and what the framework knows of parameters.
#pragma once

#include <string>

#include "application/admin/storage/instance_store.h"
#include "application/admin/storage/parameter_store.h"

#include "admin/v1/admin.pb.h"

namespace ecommerce::admin {

// What the version that was read is called.
std::string etag_of(const ParameterRow& row);

// Without its latest change.
void fill(v1::Parameter& message, const ParameterRow& row);
void fill(v1::ParameterChange& message, const ChangeRow& row);
void fill(v1::Instance& message, const InstanceRow& row);

// As a process declares it. A kind that is not known here is kept as a choice of nothing, which no value fits.
ParameterRow to_row(const v1::Parameter& message);
// For its rules.
config::Parameter rules_of(const ParameterRow& row);

}  // namespace ecommerce::admin

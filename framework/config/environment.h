// SPDX-License-Identifier: Apache-2.0
// Environment variables. Nothing else in the platform reads them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::config {

using Variables = std::map<std::string, std::string, std::less<>>;

// A copy of this process's environment. Call it before threads start.
Variables process_environment();

// Every name of ours begins so: ECOMMERCE_ORDER_PAYMENT_WINDOW is order.payment_window.
inline constexpr std::string_view kVariablePrefix = "ECOMMERCE_";

// The variables that may give a setting, strongest first: its own, then names in common use (DB_SOURCE).
std::vector<std::string> variables_of(std::string_view setting);

// Kubernetes puts ECOMMERCE_ORDER_SERVICE_HOST, ECOMMERCE_ORDER_PORT=tcp://… and the like into every pod
// for each Service named ecommerce-order. They are no settings.
bool is_service_link(std::string_view name, std::string_view value);

}  // namespace ecommerce::config

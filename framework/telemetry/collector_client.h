// SPDX-License-Identifier: Apache-2.0
// The way to a collector. Internal to framework/telemetry.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "framework/config/secret.h"
#include "framework/telemetry/exporter.h"

namespace ecommerce::telemetry {

// `endpoint` as "https://collector:4318" or with a path before /v1/…; `headers` as "name=value,name=value".
// `certificate` is a PEM file of the authorities that a TLS endpoint is trusted by; empty: the system's. Throws
// config::Error with one sentence when one of them cannot be used.
std::unique_ptr<Poster> make_collector_client(std::string_view endpoint, const config::Secret& headers,
                                              const std::string& certificate = {});

}  // namespace ecommerce::telemetry

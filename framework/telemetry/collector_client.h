// SPDX-License-Identifier: Apache-2.0
// The way to a collector. Internal to framework/telemetry.
#pragma once

#include <memory>
#include <string_view>

#include "framework/config/secret.h"
#include "framework/telemetry/exporter.h"

namespace ecommerce::telemetry {

// `endpoint` as "http://collector:4318" or with a path before /v1/…; `headers` as "name=value,name=value".
// Throws config::Error with one sentence when either cannot be used; TLS is for a collector's neighbour
// (an agent on this host or a sidecar) to speak.
std::unique_ptr<Poster> make_collector_client(std::string_view endpoint, const config::Secret& headers);

}  // namespace ecommerce::telemetry

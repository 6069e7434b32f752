// SPDX-License-Identifier: Apache-2.0
// How this program makes a host of its services.
#pragma once

#include <string>

#include "application/ecommerce/command_line.h"
#include "application/ecommerce/services.h"
#include "framework/config/configuration.h"
#include "framework/service/host.h"

namespace ecommerce {

std::string_view version();

config::Configuration load_configuration(const CommandLine& line);

// For a host that runs `run`; ports come from the port table. The log goes to standard error: a command's
// standard output is its answer.
service::HostOptions host_options(Services run);

// Settings of services that do not run here are left unread. Then checks everything that was read.
void check(config::Configuration& configuration, const Services& run);

}  // namespace ecommerce

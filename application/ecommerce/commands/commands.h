// SPDX-License-Identifier: Apache-2.0
// The program's commands. Each returns the exit code and throws one sentence for what the user can mend.
#pragma once

#include "application/ecommerce/command_line.h"

namespace ecommerce {

int serve(const CommandLine& line);
int migrate(const CommandLine& line);
int doctor_command(const CommandLine& line);
int report_database(const CommandLine& line);
int erasure_check(const CommandLine& line);
int make_admin(const CommandLine& line);
int reindex(const CommandLine& line);
int print_openapi(const CommandLine& line);
int print_config(const CommandLine& line);
int print_ports(const CommandLine& line);
int print_services(const CommandLine& line);

}  // namespace ecommerce

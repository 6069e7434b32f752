// SPDX-License-Identifier: Apache-2.0
// The scripts in tools/ that start servers, and the temporary folders these live in. Internal to framework/testing.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace ecommerce::testing {

// The project's file of this name: "tools/servers".
std::string project_file(const std::string& name);

// What the command says. must_run() throws std::runtime_error with it when the command fails.
std::string run_command(const std::string& command);
std::string must_run(const std::string& command);

// Lines NAME=VALUE.
std::map<std::string, std::string> lines_of(const std::string& text);

// A folder that says which process it belongs to. First `script remove` sees to those of processes that have crashed.
std::filesystem::path owned_folder(const std::filesystem::path& parent, const std::string& prefix,
                                   const std::string& script);
// The same for one's own.
void remove_owned(const std::filesystem::path& folder, const std::string& script);

}  // namespace ecommerce::testing

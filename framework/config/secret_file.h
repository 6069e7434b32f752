// SPDX-License-Identifier: Apache-2.0
// Secrets in files: mounted by Kubernetes or Docker, or made on first start on a developer's machine.
#pragma once

#include <filesystem>

#include "framework/config/secret.h"

namespace ecommerce::config {

// Makes a file with a fresh random key (32 bytes as 64 hex digits), readable by its owner alone, and the
// folders above it. False when the file exists already: then it is left as it is. Several processes may
// call this at once: all of them find the same whole file afterwards. Throws config::Error.
bool generate_secret_file(const std::filesystem::path& path);

// The file's content without the line end. Throws config::Error with one sentence when it cannot be read.
Secret read_secret_file(const std::filesystem::path& path);

}  // namespace ecommerce::config

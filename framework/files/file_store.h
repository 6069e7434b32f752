// SPDX-License-Identifier: Apache-2.0
// Where files such as pictures lie. Names are made by us, never change their content and never hold a path.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "framework/runtime/result.h"
#include "framework/runtime/task.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::storage {

// Any loop. An engine over S3 would put objects under the same names.
class FileStore {
public:
    virtual ~FileStore() = default;
    // Keeps the bytes under `name`, for good when it succeeds; the same name again has the same bytes. Errors:
    // exhausted, unavailable STORAGE_UNAVAILABLE.
    virtual Task<Result<void>> put(std::string name, std::string bytes) = 0;
    // Nothing when there is no such file.
    virtual Task<Result<std::optional<std::string>>> get(std::string name) = 0;
};

// True for names that a store takes: lower-case letters, digits, '-', '_' and one dot before the ending.
bool is_file_name(std::string_view name);

// A folder of this machine. File I/O runs on `workers`, which outlives this.
class LocalFiles final : public FileStore {
public:
    // Makes the folder. Throws std::runtime_error with one sentence when it cannot be written to.
    LocalFiles(std::filesystem::path folder, runtime::WorkerPool& workers);
    Task<Result<void>> put(std::string name, std::string bytes) override;
    Task<Result<std::optional<std::string>>> get(std::string name) override;

private:
    std::filesystem::path path_of(const std::string& name) const;

    const std::filesystem::path folder_;
    runtime::WorkerPool& workers_;
};

}  // namespace ecommerce::storage

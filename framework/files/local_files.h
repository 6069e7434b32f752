// SPDX-License-Identifier: Apache-2.0
// Files in a folder of this machine, which replicas may share.
#pragma once

#include <filesystem>

#include "framework/files/file_store.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::files {

// A reader finds the whole file or none, also after a crash of the machine, and the same file may be put by many
// at once. File I/O runs on `workers`, which outlives this.
class LocalFiles final : public FileStore {
public:
    // Makes the folder. Throws std::runtime_error with one sentence when it cannot be made.
    LocalFiles(std::filesystem::path folder, runtime::WorkerPool& workers);

    Task<Result<void>> put(CallContext& context, std::string name, std::uint64_t size,
                           ByteSource& bytes) override;
    Task<Result<std::optional<FileInfo>>> find(CallContext& context, std::string name) override;
    Task<Result<std::optional<FileInfo>>> get(CallContext& context, std::string name, ByteSink& out) override;
    Task<Result<void>> remove(CallContext& context, std::string name) override;

private:
    std::filesystem::path path_of(const std::string& name) const;

    const std::filesystem::path folder_;
    runtime::WorkerPool& workers_;
};

}  // namespace ecommerce::files

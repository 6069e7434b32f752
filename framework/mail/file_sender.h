// SPDX-License-Identifier: Apache-2.0
// Mails as files that a developer opens, where there is no mail server.
#pragma once

#include <filesystem>

#include "framework/mail/sender.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::mail {

// A file of the folder for each mail, `<id>.eml`, whose texts can be read as they are. Mails hold secrets: the folder
// is its owner's alone.
class FileSender final : public Sender {
public:
    // Makes the folder. Throws std::runtime_error with one sentence when it cannot. `workers` outlives this.
    FileSender(std::filesystem::path folder, runtime::WorkerPool& workers);

    Task<Result<Receipt>> send(CallContext& context, const Message& message) override;

private:
    const std::filesystem::path folder_;
    runtime::WorkerPool& workers_;
};

}  // namespace ecommerce::mail

// SPDX-License-Identifier: Apache-2.0
// Mails as files that a developer opens, where there is no mail server.
#pragma once

#include <filesystem>

#include "framework/files/local_files.h"
#include "framework/mail/sender.h"

namespace ecommerce::mail {

// A file of the folder for each mail, `<id>.eml`, whose texts can be read as they are. Mails hold secrets: the folder
// is its owner's alone.
class FileSender final : public Sender {
public:
    // Makes the folder. Throws std::runtime_error with one sentence when it cannot. `workers` outlives this.
    FileSender(const std::filesystem::path& folder, runtime::WorkerPool& workers);

    Task<Result<Receipt>> send(CallContext& context, const Message& message) override;

private:
    files::LocalFiles files_;
};

}  // namespace ecommerce::mail

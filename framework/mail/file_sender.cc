// SPDX-License-Identifier: Apache-2.0
#include "framework/mail/file_sender.h"

#include <stdexcept>

#include "framework/runtime/bytes.h"

namespace ecommerce::mail {

FileSender::FileSender(const std::filesystem::path& folder, runtime::WorkerPool& workers)
    : files_(folder, workers) {
    std::error_code failed;
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    if (failed) {
        throw std::runtime_error("The folder of mails, " + folder.string() +
                                 ", cannot be closed to others: " + failed.message() + ".");
    }
}

Task<Result<Receipt>> FileSender::send(CallContext& context, const Message& message) {
    auto mime = to_mime(message, Encoding::plain);
    const auto size = mime.size();
    TextSource source(std::move(mime));
    co_await ok(files_.put(context, message.id + ".eml", size, source));
    co_return Receipt{.accepted = true};
}

}  // namespace ecommerce::mail

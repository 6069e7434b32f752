// SPDX-License-Identifier: Apache-2.0
#include "framework/mail/file_sender.h"

#include <fstream>
#include <stdexcept>

namespace ecommerce::mail {

namespace {

namespace fs = std::filesystem;

// Written beside its place: who looks finds whole mails.
bool write(const fs::path& path, const std::string& mime) {
    auto draft = path;
    draft += ".partial";
    std::ofstream file(draft, std::ios::binary | std::ios::trunc);
    file << mime;
    file.close();
    std::error_code failed;
    if (file) fs::rename(draft, path, failed);
    return file && !failed;
}

}  // namespace

FileSender::FileSender(fs::path folder, runtime::WorkerPool& workers)
    : folder_(std::move(folder)), workers_(workers) {
    std::error_code failed;
    fs::create_directories(folder_, failed);
    if (!failed) fs::permissions(folder_, fs::perms::owner_all, failed);
    if (failed) {
        throw std::runtime_error("The folder of mails, " + folder_.string() +
                                 ", cannot be made: " + failed.message() + ".");
    }
}

Task<Result<Receipt>> FileSender::send(CallContext&, const Message& message) {
    const auto mime = to_mime(message, Encoding::plain);
    const auto path = folder_ / (message.id + ".eml");
    if (!co_await ok(workers_.run([&] { return write(path, mime); }))) {
        co_return fail(Code::unavailable, "MAIL_UNAVAILABLE", "The folder of mails cannot be written to.");
    }
    co_return Receipt{.accepted = true};
}

}  // namespace ecommerce::mail

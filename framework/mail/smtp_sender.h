// SPDX-License-Identifier: Apache-2.0
// Mails over SMTP, by libcurl.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "framework/config/secret.h"
#include "framework/mail/sender.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::mail {

enum class Security : std::uint8_t {
    none,      // for a server on this machine
    starttls,  // a server that does not offer it gets nothing
    tls,       // from the first byte
};

struct SmtpOptions {
    std::string host;
    std::uint16_t port = 587;
    Security security = Security::starttls;
    std::string user;  // empty: no login
    config::Secret password;
    std::string ca_bundle;  // a file of trusted authorities; empty: the system's
    std::chrono::milliseconds timeout{30'000};
};

// Blocks threads of `workers`, one for each mail on its way, and keeps their connections. Certificates and host names
// are verified, always. Any loop; `workers` outlives it, and no send() runs any more when it goes.
class SmtpSender final : public Sender {
public:
    // Throws std::invalid_argument for a host that is no name or address.
    SmtpSender(SmtpOptions options, runtime::WorkerPool& workers);
    ~SmtpSender() override;

    Task<Result<Receipt>> send(CallContext& context, const Message& message) override;
    // Begins no other mail. What is on its way has some seconds to come to its end; any thread.
    void stop();

private:
    class Connection;
    struct Upload;

    std::unique_ptr<Connection> take_idle();
    Result<Receipt> deliver(const Message& message, Deadline deadline);

    const SmtpOptions options_;
    runtime::WorkerPool& workers_;
    std::atomic<Deadline> stops_ = Deadline::max();
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace ecommerce::mail

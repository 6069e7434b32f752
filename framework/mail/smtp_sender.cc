// SPDX-License-Identifier: Apache-2.0
#include "framework/mail/smtp_sender.h"

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

#include <curl/curl.h>

namespace ecommerce::mail {

namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr auto kConnectMax = 10s;
constexpr auto kStopMax = 5s;
constexpr std::size_t kIdleMax = 4;

bool is_host(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-';
    });
}

std::string url_of(const SmtpOptions& options) {
    return (options.security == Security::tls ? "smtps://" : "smtp://") + options.host + ":" +
           std::to_string(options.port);
}

std::unexpected<Error> unavailable(std::string_view why) {
    return fail(Code::unavailable, "MAIL_UNAVAILABLE",
                "The mail server did not take it: " + std::string(why) + ".");
}

}  // namespace

// What is given to libcurl while it asks for it.
struct SmtpSender::Upload {
    std::string_view left;
    const std::atomic<Deadline>& stops;

    static std::size_t on_room(char* room, std::size_t size, std::size_t count, void* self) {
        auto& upload = *static_cast<Upload*>(self);
        const auto given = upload.left.copy(room, size * count);
        upload.left.remove_prefix(given);
        return given;
    }
    static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return std::chrono::steady_clock::now() >= static_cast<Upload*>(self)->stops.load() ? 1 : 0;
    }
};

// A handle of libcurl, which keeps its connection for the next mail.
class SmtpSender::Connection {
public:
    explicit Connection(const SmtpOptions& options) : easy_(curl_easy_init()) {
        if (!easy_) throw std::bad_alloc();
        set(CURLOPT_ERRORBUFFER, problem_.data());
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(CURLOPT_URL, url_of(options).c_str());
        set(CURLOPT_USE_SSL, long(options.security == Security::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
        if (!options.ca_bundle.empty()) set(CURLOPT_CAINFO, options.ca_bundle.c_str());
        if (!options.user.empty()) {
            set(CURLOPT_USERNAME, options.user.c_str());
            const config::Secret password(std::string(options.password.reveal()) + '\0');
            set(CURLOPT_PASSWORD, &password.reveal().front());
        }
        set(CURLOPT_UPLOAD, 1L);
        set(CURLOPT_READFUNCTION, &Upload::on_room);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &Upload::on_progress);
        set(CURLOPT_MAXAGE_CONN, 60L);
    }
    ~Connection() { curl_easy_cleanup(easy_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    CURLcode send(const Message& message, Upload& upload, milliseconds timeout) {
        const auto from = "<" + message.from + ">";
        const auto to = "<" + message.to + ">";
        const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> readers(
            curl_slist_append(nullptr, to.c_str()), &curl_slist_free_all);
        if (!readers) throw std::bad_alloc();
        set(CURLOPT_MAIL_FROM, from.c_str());
        set(CURLOPT_MAIL_RCPT, readers.get());
        set(CURLOPT_READDATA, &upload);
        set(CURLOPT_XFERINFODATA, &upload);
        set(CURLOPT_INFILESIZE_LARGE, curl_off_t(upload.left.size()));
        set(CURLOPT_TIMEOUT_MS, long(timeout.count()));
        set(CURLOPT_CONNECTTIMEOUT_MS, long(std::min<milliseconds>(kConnectMax, timeout).count()));
        problem_.front() = '\0';
        return curl_easy_perform(easy_);
    }
    int reply_code() const {
        long code = 0;
        curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &code);
        return int(code);
    }
    bool refuses_address() const { return std::string_view(problem_.data()).starts_with("RCPT failed"); }
    // The server refuses this mail, and not whoever sends it: it says so to RCPT, or once it has seen the content. A
    // greeting that refuses everybody has the same code of libcurl's as the latter.
    bool refuses_mail(CURLcode code, const Upload& upload) const {
        const auto reply = reply_code();
        if (reply < 500 || reply > 599) return false;
        return refuses_address() || (code == CURLE_WEIRD_SERVER_REPLY && upload.left.empty());
    }

private:
    template <typename T>
    void set(CURLoption option, T value) {
        const auto code = curl_easy_setopt(easy_, option, value);
        if (code != CURLE_OK) throw std::runtime_error(curl_easy_strerror(code));
    }

    CURL* easy_;
    std::array<char, CURL_ERROR_SIZE> problem_{};
};

SmtpSender::SmtpSender(SmtpOptions options, runtime::WorkerPool& workers)
    : options_(std::move(options)), workers_(workers) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    if (!is_host(options_.host)) throw std::invalid_argument("A mail server is named by its host.");
}

SmtpSender::~SmtpSender() = default;

void SmtpSender::stop() {
    stops_ = std::chrono::steady_clock::now() + kStopMax;
}

Task<Result<Receipt>> SmtpSender::send(CallContext& context, const Message& message) {
    auto done = co_await ok(workers_.run([&] { return deliver(message, context.deadline); }));
    co_return done;
}

std::unique_ptr<SmtpSender::Connection> SmtpSender::take_idle() {
    const std::scoped_lock lock(mutex_);
    if (idle_.empty()) return nullptr;
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
}

Result<Receipt> SmtpSender::deliver(const Message& message, Deadline deadline) {
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now());
    const auto timeout = std::min(options_.timeout, left);
    if (stops_.load() != Deadline::max() || timeout <= 0ms) return unavailable("there is no time for it");
    const auto mime = to_mime(message, Encoding::base64);
    auto connection = take_idle();
    if (!connection) connection = std::make_unique<Connection>(options_);
    Upload upload{.left = mime, .stops = stops_};
    const auto code = connection->send(message, upload, timeout);
    const Receipt receipt{.accepted = code == CURLE_OK,
                          .code = connection->reply_code(),
                          .for_address = connection->refuses_address()};
    const bool final = receipt.accepted || connection->refuses_mail(code, upload);
    if (receipt.accepted) {
        const std::scoped_lock lock(mutex_);
        if (idle_.size() < kIdleMax) idle_.push_back(std::move(connection));
    }
    if (final) return receipt;
    // libcurl's own words may quote the server's, which may quote the address.
    auto why = std::string(curl_easy_strerror(code));
    if (receipt.code != 0) why += ", reply " + std::to_string(receipt.code);
    return unavailable(why);
}

}  // namespace ecommerce::mail

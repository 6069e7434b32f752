// SPDX-License-Identifier: Apache-2.0
#include "framework/http/client_transfer.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <new>
#include <stdexcept>
#include <system_error>

#include <curl/curl.h>

#include "framework/call/reasons.h"
#include "framework/http/client_loop.h"

namespace ecommerce::http {

namespace {

constexpr std::size_t kHeadBytesMax = std::size_t(64) << 10;
constexpr std::size_t kArrivedMax = std::size_t(64) << 10;  // waits for the sink at most

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
    return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

// What another attempt may cure.
bool is_passing(int code) {
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PARTIAL_FILE:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return true;
    default: return false;
    }
}

}  // namespace

ClientTransfer::ClientTransfer(ClientLoop& loop, const ClientOptions& options, const ClientRequest& request,
                               const Url& url, const std::string& traceparent, Deadline deadline)
    : loop_(loop),
      options_(options),
      request_(request),
      url_(url),
      deadline_(deadline),
      easy_(curl_easy_init()) {
    if (!easy_) throw std::bad_alloc();
    try {
        set_up();
        if (!traceparent.empty()) add_header("traceparent: " + traceparent);
        set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(headers_));
    } catch (...) {
        curl_slist_free_all(static_cast<curl_slist*>(headers_));
        curl_easy_cleanup(easy_);
        throw;
    }
}

ClientTransfer::~ClientTransfer() {
    curl_easy_cleanup(easy_);
    curl_slist_free_all(static_cast<curl_slist*>(headers_));
}

template <typename T>
void ClientTransfer::set(int option, T value) {
    const auto code = curl_easy_setopt(easy_, CURLoption(option), value);
    if (code != CURLE_OK) throw std::runtime_error(curl_easy_strerror(code));
}

void ClientTransfer::add_header(const std::string& line) {
    auto* longer = curl_slist_append(static_cast<curl_slist*>(headers_), line.c_str());
    if (!longer) throw std::bad_alloc();
    headers_ = longer;
}

void ClientTransfer::set_up() {
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_ERRORBUFFER, problem_.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // a look-up that hangs is left behind, not waited for
    set(CURLOPT_HEADERFUNCTION, &ClientTransfer::on_head);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &ClientTransfer::on_body);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_PROXY, options_.proxy.c_str());
    set(CURLOPT_MAXAGE_CONN, long(options_.idle.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, long(options_.connect_timeout.count()));
    set_up_trust();
    set_up_request();
    set_up_body();
}

void ClientTransfer::set_up_trust() {
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));  // one file, which is then read once a day
    if (!options_.ca_bundle.empty()) set(CURLOPT_CAINFO, options_.ca_bundle.c_str());
}

void ClientTransfer::set_up_request() {
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    // One request a connection at a time: a paused body holds up nobody else's, and waits in the kernel.
    set(CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_USERAGENT, "ecommerce");
    const bool reads = request_.verb == Verb::get || request_.verb == Verb::head;
    if (reads && request_.redirects_max > 0) {
        set(CURLOPT_FOLLOWLOCATION, 1L);
        set(CURLOPT_MAXREDIRS, long(request_.redirects_max));
        set(CURLOPT_REDIR_PROTOCOLS_STR, url_.scheme == "https" ? "https" : "http,https");
    }
    add_header("Expect:");  // no asking first: servers that do not know it cost a second
    add_header("Accept: */*");
    for (const auto& [name, value] : request_.headers) {
        add_header(value.empty() ? name + ";" : name + ": " + value);
    }
}

void ClientTransfer::set_up_body() {
    const std::string verb(to_string(request_.verb));
    const bool has_body = request_.source || !request_.body.empty();
    const bool sends =
        request_.verb == Verb::post || request_.verb == Verb::put || request_.verb == Verb::patch;
    if (request_.verb == Verb::head) return set(CURLOPT_NOBODY, 1L);
    if (!sends && !has_body) {
        if (request_.verb != Verb::get) set(CURLOPT_CUSTOMREQUEST, verb.c_str());
        return;
    }
    set(CURLOPT_POST, 1L);
    if (request_.verb != Verb::post) set(CURLOPT_CUSTOMREQUEST, verb.c_str());
    add_header("Content-Type:" + (request_.content_type.empty() ? "" : " " + request_.content_type));
    set(CURLOPT_READFUNCTION, &ClientTransfer::on_room);
    set(CURLOPT_READDATA, this);
    // A kept connection may die just when it is used again. libcurl then repeats the request over another one,
    // which it must not do with what is to be sent once: it cannot without its body, or on a connection of its own.
    set(CURLOPT_SEEKFUNCTION, &ClientTransfer::on_rewind);
    set(CURLOPT_SEEKDATA, this);
    if (!has_body && !is_repeatable(request_)) set(CURLOPT_FRESH_CONNECT, 1L);
    if (request_.source && !request_.source_bytes) {
        add_header("Transfer-Encoding: chunked");
        set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(-1));
        return;
    }
    set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request_.source_bytes.value_or(request_.body.size())));
    if (!request_.source) to_send_ = request_.body;
}

Task<Result<ClientReply>> ClientTransfer::run() {
    struct Membership {
        ClientLoop& loop;
        ClientTransfer& transfer;
        ~Membership() { loop.remove(transfer); }
    };
    loop_.add(*this);
    const Membership membership{loop_, *this};
    Result<void> here;  // what broke it off at this end
    while (here && !(ended_ && arrived_.empty())) {
        if (std::chrono::steady_clock::now() >= deadline_) {
            here = fail(reason::deadline_exceeded(url_.authority() + " did not answer in time."));
        } else if (!arrived_.empty()) {
            here = co_await drain();
        } else if (source_is_asked_) {
            here = co_await refill();
        } else {
            co_await changed_.wait(deadline_);
        }
    }
    if (bug_) std::rethrow_exception(bug_);
    if (!here) co_return fail(std::move(here).error());
    if (code_ != CURLE_OK) co_return failure();
    co_return std::move(reply_);
}

void ClientTransfer::end(int code) {
    ended_ = true;
    code_ = code;
    changed_.notify();
}

void ClientTransfer::abandon() {
    refusal_ = "this process ends";
    end(CURLE_ABORTED_BY_CALLBACK);
}

Task<Result<void>> ClientTransfer::drain() {
    touched_ = true;
    const auto bytes = std::exchange(arrived_, {});
    co_await ok(request_.sink->write(bytes));
    if (std::exchange(sink_is_full_, false)) go_on();
    co_return {};
}

Task<Result<void>> ClientTransfer::refill() {
    touched_ = true;
    auto piece = co_await request_.source->read();
    if (!piece) co_return fail(std::move(piece).error());
    source_is_empty_ = piece->empty();
    outgoing_ = *std::move(piece);
    to_send_ = outgoing_;
    source_is_asked_ = false;
    go_on();
    co_return {};
}

// Takes the brake off where there is no reason for it any more. Never within a call of libcurl's.
void ClientTransfer::go_on() {
    if (ended_) return;
    const int still = (sink_is_full_ ? CURLPAUSE_RECV : 0) | (source_is_asked_ ? CURLPAUSE_SEND : 0);
    const auto code = curl_easy_pause(easy_, still);
    if (code != CURLE_OK) end(code);
}

std::unexpected<Error> ClientTransfer::unavailable(std::string_view why) const {
    return fail(reason::unavailable(url_.authority() + " did not answer: " + std::string(why) + "."));
}

std::unexpected<Error> ClientTransfer::failure() {
    if (!refusal_.empty()) return unavailable(refusal_);
    passing_ = is_passing(code_);
    long number = 0;
    curl_easy_getinfo(easy_, CURLINFO_OS_ERRNO, &number);
    if (code_ == CURLE_COULDNT_CONNECT && number != 0) {
        return unavailable(std::generic_category().message(int(number)));
    }
    const std::string_view told(problem_.data());
    return unavailable(told.empty() ? curl_easy_strerror(CURLcode(code_)) : told);
}

// One line of the reply's head. A status line begins anew: what came before was an interim reply or a redirect.
bool ClientTransfer::take_head(std::string_view line) {
    head_bytes_ += line.size();
    if (head_bytes_ > kHeadBytesMax) return refuse("the reply's head is too large");
    if (line.starts_with("HTTP/")) {
        reply_ = {};
        const auto status = line.substr(std::min(line.find(' '), line.size() - 1) + 1);
        std::from_chars(status.data(), status.data() + status.size(), reply_.status);
        return true;
    }
    if (trimmed(line).empty()) return true;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return refuse("the reply's head is malformed");
    try {
        reply_.headers.add(line.substr(0, colon), std::string(trimmed(line.substr(colon + 1))));
    } catch (const std::invalid_argument&) {
        return refuse("the reply's head is malformed");
    }
    return true;
}

bool ClientTransfer::refuse(std::string why) {
    refusal_ = std::move(why);
    return false;
}

std::size_t ClientTransfer::take_body(std::string_view bytes) {
    if (request_.sink && reply_.status / 100 == 2) {
        if (arrived_.size() >= kArrivedMax) {
            sink_is_full_ = true;
            return CURL_WRITEFUNC_PAUSE;
        }
        arrived_.append(bytes);
        changed_.notify();
        return bytes.size();
    }
    if (reply_.body.size() + bytes.size() > options_.reply_bytes) {
        refuse("the reply is too long");
        return CURL_WRITEFUNC_ERROR;
    }
    reply_.body.append(bytes);
    return bytes.size();
}

std::size_t ClientTransfer::give_body(char* room, std::size_t size) {
    if (to_send_.empty() && request_.source && !source_is_empty_) {
        source_is_asked_ = true;
        changed_.notify();
        return CURL_READFUNC_PAUSE;
    }
    const auto given = to_send_.copy(room, size);
    to_send_.remove_prefix(given);
    return given;
}

// No exception may cross libcurl.
template <typename Work>
std::size_t ClientTransfer::guarded(std::size_t otherwise, Work work) {
    try {
        return work();
    } catch (...) {
        bug_ = std::current_exception();
        return otherwise;
    }
}

std::size_t ClientTransfer::on_head(char* data, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<ClientTransfer*>(self);
    const std::string_view line(data, size * count);
    return transfer.guarded(0, [&] { return transfer.take_head(line) ? line.size() : 0; });
}

std::size_t ClientTransfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<ClientTransfer*>(self);
    return transfer.guarded(CURL_WRITEFUNC_ERROR,
                            [&] { return transfer.take_body(std::string_view(data, size * count)); });
}

std::size_t ClientTransfer::on_room(char* room, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<ClientTransfer*>(self);
    return transfer.guarded(CURL_READFUNC_ABORT, [&] { return transfer.give_body(room, size * count); });
}

int ClientTransfer::on_rewind(void* self, std::int64_t /*offset*/, int /*origin*/) {
    auto& transfer = *static_cast<ClientTransfer*>(self);
    if (transfer.request_.source ? transfer.touched_ : !is_repeatable(transfer.request_)) {
        return CURL_SEEKFUNC_FAIL;
    }
    if (!transfer.request_.source) transfer.to_send_ = transfer.request_.body;
    return CURL_SEEKFUNC_OK;
}

}  // namespace ecommerce::http

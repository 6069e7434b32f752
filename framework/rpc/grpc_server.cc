// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/grpc_server.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <mutex>
#include <set>
#include <stdexcept>
#include <vector>

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "framework/call/reasons.h"
#include "framework/rpc/grpc_codec.h"
#include "framework/rpc/grpc_health.h"
#include "framework/rpc/reflection.h"
#include "framework/rpc/server_call.h"
#include "framework/rpc/server_context.h"

namespace ecommerce::rpc {

namespace {

constexpr std::string_view kHealthService = "grpc.health.v1.Health";
constexpr int kPingIntervalMinMs = 5000;
constexpr auto kEndOfCancelled = std::chrono::seconds(1);

// Ends a call at once.
class Refusal final : public grpc::ServerGenericBidiReactor {
public:
    explicit Refusal(const Error& error) { Finish(to_grpc(error)); }
    void OnDone() override { delete this; }
};

std::set<std::string> rpc_services(const Fronts& fronts, std::string_view only) {
    std::set<std::string> names;
    for (const auto& entry : fronts.entries()) {
        if (only.empty() || entry.service == only) names.emplace(entry.front->service());
    }
    return names;
}

// What no method of the port takes need not be read at all. Twice of it still gets the method's own answer.
std::size_t largest_request(const Fronts& fronts, std::string_view only) {
    std::size_t bytes = kRequestBytesMax;
    for (const auto& entry : fronts.entries()) {
        if (!only.empty() && entry.service != only) continue;
        for (const auto& method : entry.front->methods()) bytes = std::max(bytes, method.request_bytes_max);
    }
    return std::min(2 * bytes, kMessageBytesMax);
}

std::vector<std::string> listed_services(const std::set<std::string>& own) {
    std::vector<std::string> names(own.begin(), own.end());
    names.emplace_back(kHealthService);
    for (const auto* name : kReflectionServices) names.emplace_back(name);
    return names;
}

// One for all servers of the process, so that many ports need no more memory than one.
grpc::ResourceQuota& quota(std::size_t bytes) {
    static grpc::ResourceQuota shared("ecommerce");
    return shared.Resize(bytes);
}

// gRPC and protobuf write to stderr what every caller of ours learns as a status or an exception, and
// strangers could fill the disk with it.
void silence_libraries() {
    static std::once_flag once;
    std::call_once(once, [] {
        gpr_set_log_function([](gpr_log_func_args*) {});
        google::protobuf::SetLogHandler(nullptr);
    });
}

}  // namespace

class GrpcServer::Impl final : public grpc::CallbackGenericService {
public:
    Impl(runtime::Loops& loops, const Fronts& fronts, Authenticator& authenticator, GrpcServerOptions options)
        : loops_(loops),
          fronts_(fronts),
          authenticator_(authenticator),
          options_(std::move(options)),
          services_(rpc_services(fronts, options_.service)),
          health_(services_),
          reflection_(listed_services(services_)) {}

    void listen();
    bool shutdown(std::chrono::milliseconds grace);
    grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* call) override;

    int port() const { return port_; }
    GrpcHealth& health() { return health_; }

private:
    Front* find_front(const grpc::GenericCallbackServerContext& call, std::string_view rpc_service) const;

    runtime::Loops& loops_;
    const Fronts& fronts_;
    Authenticator& authenticator_;
    const GrpcServerOptions options_;
    const std::set<std::string> services_;
    GrpcHealth health_;
    Reflection reflection_;
    std::atomic<std::size_t> next_loop_ = 0;
    RunningCalls running_;
    int port_ = 0;
    std::unique_ptr<grpc::Server> server_;
};

void GrpcServer::Impl::listen() {
    silence_libraries();
    const bool bare_ipv6 = options_.host.find(':') != std::string::npos && !options_.host.starts_with('[');
    const auto host = bare_ipv6 ? "[" + options_.host + "]" : options_.host;
    const auto address = host + ":" + std::to_string(options_.port);
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port_);
    builder.RegisterCallbackGenericService(this);
    builder.SetResourceQuota(quota(options_.memory_bytes_max));
    builder.SetMaxReceiveMessageSize(int(largest_request(fronts_, options_.service)));
    builder.SetMaxSendMessageSize(int(kMessageBytesMax));
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);  // a taken port must be an error
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options_.calls_max_per_connection);
    builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, int(kMetadataBytesMax));
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kPingIntervalMinMs);
    server_ = builder.BuildAndStart();
    if (!server_ || port_ == 0) {
        throw std::runtime_error("The gRPC server cannot listen on " + address + ": is the port taken?");
    }
}

bool GrpcServer::Impl::shutdown(std::chrono::milliseconds grace) {
    assert(!runtime::Loop::try_current() && "would wait for calls of its own loop");
    if (!server_) return true;
    health_.set_serving(false);
    health_.close();
    server_->Shutdown(std::chrono::system_clock::now() + grace);
    const bool ended = running_.wait_for_none(kEndOfCancelled);
    server_.reset();
    return ended;
}

Front* GrpcServer::Impl::find_front(const grpc::GenericCallbackServerContext& call,
                                    std::string_view rpc_service) const {
    if (!options_.service.empty()) return fronts_.find(options_.service, rpc_service);
    return fronts_.find(read_metadata(call, metadata::kService), rpc_service);
}

// Runs on gRPC's threads.
grpc::ServerGenericBidiReactor* GrpcServer::Impl::CreateReactor(grpc::GenericCallbackServerContext* call) {
    const std::string_view path = call->method();
    const auto slash = path.rfind('/');
    if (path.starts_with('/') && slash != 0) {
        const auto service = path.substr(1, slash - 1);
        const auto method = path.substr(slash + 1);
        grpc::ServerGenericBidiReactor* own = nullptr;
        if (service == kHealthService) own = health_.react(method);
        for (const auto* name : kReflectionServices) {
            if (service == name) own = reflection_.react(method);
        }
        if (own) return own;
        if (auto* front = find_front(*call, service)) {
            if (const auto index = front->find(method)) {
                auto& loop = loops_[next_loop_.fetch_add(1, std::memory_order_relaxed) % loops_.size()];
                const auto reactor =
                    std::make_shared<ServerCall>(*call, *front, *index, loop, authenticator_, running_);
                reactor->start();
                return reactor.get();
            }
        }
    }
    return new Refusal(reason::no_such_method("There is no such method."));
}

GrpcServer::GrpcServer(runtime::Loops& loops, const Fronts& fronts, Authenticator& authenticator,
                       GrpcServerOptions options)
    : impl_(std::make_unique<Impl>(loops, fronts, authenticator, std::move(options))) {
    impl_->listen();
}

GrpcServer::~GrpcServer() {
    impl_->shutdown(std::chrono::milliseconds(0));
}

int GrpcServer::port() const {
    return impl_->port();
}

void GrpcServer::set_serving(bool serving) {
    impl_->health().set_serving(serving);
}

bool GrpcServer::shutdown(std::chrono::milliseconds grace) {
    return impl_->shutdown(grace);
}

}  // namespace ecommerce::rpc

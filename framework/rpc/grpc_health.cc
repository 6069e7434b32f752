// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/grpc_health.h"

#include "framework/call/reasons.h"
#include "framework/rpc/grpc_codec.h"

#include "grpc/health/v1/health.pb.h"

namespace ecommerce::rpc {

namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

grpc::ByteBuffer reply(HealthCheckResponse::ServingStatus status) {
    HealthCheckResponse response;
    response.set_status(status);
    return to_buffer(response);
}

HealthCheckResponse::ServingStatus status_of(bool serving) {
    return serving ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

grpc::Status malformed() {
    return to_grpc(reason::malformed_request("The request cannot be read."));
}

}  // namespace

class HealthCheck final : public grpc::ServerGenericBidiReactor {
public:
    explicit HealthCheck(GrpcHealth& health) : health_(health) { StartRead(&buffer_); }

    void OnReadDone(bool ok) override {
        HealthCheckRequest request;
        if (!ok || !from_buffer(buffer_, request)) return Finish(malformed());
        if (!health_.knows(request.service())) {
            return Finish(to_grpc(reason::not_found("There is no such service.")));
        }
        buffer_ = reply(status_of(health_.serving()));
        StartWriteAndFinish(&buffer_, {}, grpc::Status::OK);
    }
    void OnDone() override { delete this; }

private:
    GrpcHealth& health_;
    grpc::ByteBuffer buffer_;
};

// Sends the state whenever it differs from what was sent last; changes during a write come together.
class HealthWatch final : public grpc::ServerGenericBidiReactor {
public:
    explicit HealthWatch(GrpcHealth& health) : health_(health) { StartRead(&request_); }

    void OnReadDone(bool ok) override {
        HealthCheckRequest request;
        if (!ok || !from_buffer(request_, request)) return finish(malformed());
        known_ = health_.knows(request.service());
        if (!health_.add(*this)) finish(grpc::Status::CANCELLED);
    }
    void changed(bool serving) {
        const std::lock_guard lock(mutex_);
        wanted_ = known_ ? status_of(serving) : HealthCheckResponse::SERVICE_UNKNOWN;
        send();
    }
    void OnWriteDone(bool ok) override {
        const std::lock_guard lock(mutex_);
        writing_ = false;
        if (ok) send();
    }
    void OnCancel() override { finish(grpc::Status::CANCELLED); }
    void OnDone() override {
        health_.remove(*this);
        delete this;
    }
    void finish(grpc::Status status) {
        const std::lock_guard lock(mutex_);
        if (finished_) return;
        finished_ = true;
        Finish(std::move(status));
    }

private:
    void send() {
        if (finished_ || writing_ || wanted_ == sent_) return;
        sent_ = wanted_;
        writing_ = true;
        outgoing_ = reply(sent_);
        StartWrite(&outgoing_);
    }

    GrpcHealth& health_;
    std::mutex mutex_;
    bool known_ = false;
    bool finished_ = false;
    bool writing_ = false;
    HealthCheckResponse::ServingStatus wanted_ = HealthCheckResponse::UNKNOWN;
    HealthCheckResponse::ServingStatus sent_ = HealthCheckResponse::UNKNOWN;
    grpc::ByteBuffer request_;
    grpc::ByteBuffer outgoing_;
};

grpc::ServerGenericBidiReactor* GrpcHealth::react(std::string_view method) {
    if (method == "Check") return new HealthCheck(*this);
    if (method == "Watch") return new HealthWatch(*this);
    return nullptr;
}

bool GrpcHealth::serving() const {
    const std::lock_guard lock(mutex_);
    return serving_;
}

void GrpcHealth::set_serving(bool serving) {
    const std::lock_guard lock(mutex_);
    serving_ = serving;
    for (auto* watch : watches_) watch->changed(serving);
}

void GrpcHealth::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (auto* watch : watches_) watch->finish(grpc::Status::CANCELLED);
}

bool GrpcHealth::add(HealthWatch& watch) {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    watches_.insert(&watch);
    watch.changed(serving_);
    return true;
}

void GrpcHealth::remove(HealthWatch& watch) {
    const std::lock_guard lock(mutex_);
    watches_.erase(&watch);
}

}  // namespace ecommerce::rpc

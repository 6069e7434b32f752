// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/grpc_server.h"

#include <condition_variable>
#include <future>
#include <thread>

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include "framework/rpc/grpc_codec.h"
#include "framework/rpc/testing/grpc_fixture.h"
#include "framework/runtime/spawn.h"

#include "grpc/health/v1/health.pb.h"
#include "grpc/reflection/v1alpha/reflection.pb.h"

namespace ecommerce::rpc {
namespace {

using namespace std::chrono_literals;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using testing::TestEndpoint;
using testing::Text;
using testing::text;

// A foreign client: blocking, with metadata of its own.
class Client {
public:
    explicit Client(const std::string& address)
        : stub_(grpc::CreateChannel(address, grpc::InsecureChannelCredentials())) {}

    grpc::Status call(const std::string& path, const google::protobuf::Message& request,
                      google::protobuf::Message& response,
                      const std::vector<std::pair<std::string, std::string>>& metadata = {}) {
        grpc::ClientContext context;
        context.set_deadline(std::chrono::system_clock::now() + 20s);
        context.set_wait_for_ready(true);
        for (const auto& [name, value] : metadata) context.AddMetadata(name, value);
        const auto out = to_buffer(request);
        grpc::ByteBuffer in;
        std::promise<grpc::Status> done;
        stub_.UnaryCall(&context, path, {}, &out, &in,
                        [&](grpc::Status status) { done.set_value(std::move(status)); });
        auto status = done.get_future().get();
        if (status.ok()) {
            EXPECT_TRUE(from_buffer(in, response));
        }
        return status;
    }
    grpc::GenericStub& stub() { return stub_; }

private:
    grpc::GenericStub stub_;
};

// A stream whose every message is handed over to the test's thread.
class Stream final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
public:
    Stream(grpc::GenericStub& stub, const std::string& path) {
        context_.set_deadline(std::chrono::system_clock::now() + 20s);
        stub.PrepareBidiStreamingCall(&context_, path, {}, this);
        AddHold();
        StartCall();
    }
    ~Stream() override {
        context_.TryCancel();
        RemoveHold();
        done_.get_future().wait();
    }
    void send(const google::protobuf::Message& message) {
        outgoing_ = to_buffer(message);
        written_ = {};
        StartWrite(&outgoing_);
        written_.get_future().wait();
    }
    bool receive(google::protobuf::Message& message) {
        read_ = {};
        StartRead(&incoming_);
        return read_.get_future().get() && from_buffer(incoming_, message);
    }
    void OnReadDone(bool ok) override { read_.set_value(ok); }
    void OnWriteDone(bool) override { written_.set_value(); }
    void OnDone(const grpc::Status&) override { done_.set_value(); }

private:
    grpc::ClientContext context_;
    grpc::ByteBuffer outgoing_;
    grpc::ByteBuffer incoming_;
    std::promise<void> written_;
    std::promise<bool> read_;
    std::promise<void> done_;
};

class GrpcServerTest : public testing::GrpcFixture {
protected:
    GrpcServerTest() : server(serve()), client(address(*server)) {}
    std::unique_ptr<GrpcServer> server;
    Client client;
};

TEST_F(GrpcServerTest, SpeaksToForeignClients) {
    std::promise<CallContext> arrived;
    endpoint.unary = [&arrived](CallContext& inner, const Text& request,
                                Text& response) -> Task<Result<void>> {
        arrived.set_value(inner);
        response.set_value("you said " + request.value());
        co_return Result<void>();
    };
    Text reply;
    const auto status =
        client.call("/test.v1.TextService/Write", text("hello"), reply,
                    {{"authorization", "Bearer user-9"},
                     {"x-request-id", "r-1"},
                     {"x-client-address", "8.8.8.8"},
                     {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}});
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(reply.value(), "you said hello");
    const auto seen = arrived.get_future().get();
    EXPECT_EQ(seen.principal.user_id, 9);
    EXPECT_FALSE(seen.principal.internal());
    EXPECT_EQ(seen.request_id, "r-1");
    EXPECT_EQ(seen.trace.trace_id_hex(), "4bf92f3577b34da6a3ce929d0e0e4736");
    EXPECT_EQ(seen.client_address, "127.0.0.1") << "an outside caller may not claim another address";
}

TEST_F(GrpcServerTest, RefusesForgedCredentialsAndMissingOnes) {
    Text reply;
    const auto code = [&](const std::string& method,
                          const std::vector<std::pair<std::string, std::string>>& metadata) {
        return client.call("/test.v1.TextService/" + method, text("a"), reply, metadata).error_code();
    };
    EXPECT_EQ(code("Read", {}), grpc::OK);
    EXPECT_EQ(code("Read", {{"authorization", "Bearer nonsense"}}), grpc::UNAUTHENTICATED);
    EXPECT_EQ(code("Write", {}), grpc::UNAUTHENTICATED);
    EXPECT_EQ(code("Write", {{"x-ecommerce-identity", "forged"}}), grpc::UNAUTHENTICATED);
    EXPECT_EQ(code("Internal", {}), grpc::UNAUTHENTICATED);
    EXPECT_EQ(code("Internal", {{"authorization", "bearer user-1"}}), grpc::PERMISSION_DENIED);
    EXPECT_EQ(code("Internal", {{"x-ecommerce-identity", "order/0"}}), grpc::OK);
}

TEST_F(GrpcServerTest, DoesNotKnowOtherMethods) {
    Text reply;
    for (const auto* path : {"/test.v1.TextService/Nothing", "/test.v1.Other/Read", "/Read", "/", "//"}) {
        EXPECT_EQ(client.call(path, text(""), reply).error_code(), grpc::UNIMPLEMENTED) << path;
    }
    EXPECT_EQ(client.call("/test.v1.TextService/Read", text(""), reply, {{"x-ecommerce-service", "order"}})
                  .error_code(),
              grpc::UNIMPLEMENTED);
}

TEST_F(GrpcServerTest, RefusesBytesThatAreNotTheRequest) {
    google::protobuf::Int64Value number;  // field 1 as a varint, where text has a length
    number.set_value(77777777);
    Text reply;
    EXPECT_EQ(client.call("/test.v1.TextService/Read", text("ok"), reply).error_code(), grpc::OK);
    EXPECT_EQ(client.call("/test.v1.TextService/Read", text("\xff\xfe"), reply).error_code(),
              grpc::INVALID_ARGUMENT);
}

TEST_F(GrpcServerTest, AnswersRequestsThatAreTooLargeAndReadsNoneThatIsHuge) {
    Text reply;
    const auto code = [&](std::size_t bytes) {
        return client.call("/test.v1.TextService/Read", text(std::string(bytes, 'x')), reply).error_code();
    };
    EXPECT_EQ(code(kRequestBytesMax + 1), grpc::OUT_OF_RANGE);
    EXPECT_EQ(code(std::size_t(5) << 20), grpc::OUT_OF_RANGE);
    EXPECT_EQ(code(std::size_t(20) << 20), grpc::RESOURCE_EXHAUSTED);
}

TEST_F(GrpcServerTest, SaysOnePlainSentenceWhenThePortIsTaken) {
    try {
        serve({.port = server->port()});
        FAIL() << "two servers on one port";
    } catch (const std::runtime_error& error) {
        EXPECT_EQ(std::string(error.what()),
                  "The gRPC server cannot listen on " + address(*server) + ": is the port taken?");
    }
}

TEST_F(GrpcServerTest, AnswersHealthChecks) {
    HealthCheckRequest request;
    HealthCheckResponse response;
    const auto check = [&](const std::string& service) {
        request.set_service(service);
        return client.call("/grpc.health.v1.Health/Check", request, response);
    };
    EXPECT_TRUE(check("").ok());
    EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
    EXPECT_TRUE(check("test.v1.TextService").ok());
    EXPECT_EQ(check("test.v1.Other").error_code(), grpc::NOT_FOUND);
    server->set_serving(false);
    EXPECT_TRUE(check("").ok());
    EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
}

TEST_F(GrpcServerTest, TellsHealthWatchersOfEveryChange) {
    Stream watch(client.stub(), "/grpc.health.v1.Health/Watch");
    watch.send(HealthCheckRequest());
    HealthCheckResponse response;
    ASSERT_TRUE(watch.receive(response));
    EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
    server->set_serving(false);
    ASSERT_TRUE(watch.receive(response));
    EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
    server->set_serving(true);
    ASSERT_TRUE(watch.receive(response));
    EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
    server->shutdown(10s);
}

TEST_F(GrpcServerTest, TellsItsContract) {
    namespace v1alpha = grpc::reflection::v1alpha;
    for (const auto* version : {"v1", "v1alpha"}) {
        Stream stream(client.stub(),
                      std::string("/grpc.reflection.") + version + ".ServerReflection/ServerReflectionInfo");
        v1alpha::ServerReflectionRequest request;
        v1alpha::ServerReflectionResponse response;
        request.set_list_services("*");
        stream.send(request);
        ASSERT_TRUE(stream.receive(response));
        ASSERT_EQ(response.list_services_response().service_size(), 4);
        EXPECT_EQ(response.list_services_response().service(0).name(), "test.v1.TextService");

        request.set_file_containing_symbol("grpc.health.v1.Health.Check");
        stream.send(request);
        ASSERT_TRUE(stream.receive(response));
        EXPECT_EQ(response.file_descriptor_response().file_descriptor_proto_size(), 1);

        request.set_file_by_filename("no/such.proto");
        stream.send(request);
        ASSERT_TRUE(stream.receive(response));
        EXPECT_EQ(response.error_response().error_code(), grpc::NOT_FOUND);
    }
}

// Holds calls until the test lets them go.
class Gate {
public:
    Task<Result<void>> pass(CallContext&, const Text&, Text&) {
        ++inside;
        while (!open) co_await runtime::sleep(1ms);
        --inside;
        co_return Result<void>();
    }
    void wait_for_caller() const {
        while (inside == 0) std::this_thread::yield();
    }
    std::atomic<int> inside = 0;
    std::atomic<bool> open = false;
};

TEST_F(GrpcServerTest, FinishesCallsInFlightBeforeItEnds) {
    Gate gate;
    endpoint.unary = [&gate](CallContext& c, const Text& q, Text& r) { return gate.pass(c, q, r); };
    grpc::Status status;
    std::thread caller([&] {
        Text reply;
        status = client.call("/test.v1.TextService/Read", text("a"), reply);
    });
    gate.wait_for_caller();
    auto ended = std::async(std::launch::async, [&] { return server->shutdown(20s); });
    gate.open = true;
    EXPECT_TRUE(ended.get());
    caller.join();
    EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(GrpcServerTest, EndsInTimeWhenACallDoesNot) {
    Gate gate;
    endpoint.unary = [&gate](CallContext& c, const Text& q, Text& r) { return gate.pass(c, q, r); };
    grpc::Status status;
    std::thread caller([&] {
        Text reply;
        status = client.call("/test.v1.TextService/Read", text("a"), reply);
    });
    gate.wait_for_caller();
    EXPECT_FALSE(server->shutdown(20ms)) << "the method still runs";
    caller.join();
    EXPECT_FALSE(status.ok());
    gate.open = true;
    while (gate.inside > 0) std::this_thread::yield();
    const auto nothing_left = []() -> Task<int> { co_return 0; };
    for (std::size_t loop = 0; loop < loops.size(); ++loop) testing::run(loops, nothing_left(), loop);
}

TEST_F(GrpcServerTest, ServesOnePlatformServiceWhenToldSo) {
    TestEndpoint other;
    other.unary = [](CallContext&, const Text&, Text& response) -> Task<Result<void>> {
        response.set_value("payment");
        co_return Result<void>();
    };
    Front second(other, {.idempotency = &store});
    fronts.add("payment", second);
    auto payment = serve({.service = "payment"});
    Text reply;
    EXPECT_TRUE(Client(address(*payment)).call("/test.v1.TextService/Read", text("texts"), reply).ok());
    EXPECT_EQ(reply.value(), "payment");
    EXPECT_TRUE(client.call("/test.v1.TextService/Read", text("texts"), reply).ok());
    EXPECT_EQ(reply.value(), "texts");
    EXPECT_TRUE(
        client.call("/test.v1.TextService/Read", text("texts"), reply, {{"x-ecommerce-service", "payment"}})
            .ok());
    EXPECT_EQ(reply.value(), "payment");
    payment->shutdown(5s);  // both, before the front that they share goes
    server->shutdown(5s);
}

}  // namespace
}  // namespace ecommerce::rpc

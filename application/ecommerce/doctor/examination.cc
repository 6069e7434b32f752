// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/doctor/examination.h"

#include "framework/call/reasons.h"
#include "framework/runtime/join.h"
#include "framework/runtime/spawn.h"

#include "diagnostics/v1/checkout_facts_service.rpc.h"
#include "diagnostics/v1/diagnostics_service.rpc.h"

namespace ecommerce::doctor {

namespace {

namespace v1 = diagnostics::v1;

Error unreachable(std::string_view service, const Error& error) {
    return reason::unavailable("The service " + std::string(service) +
                               " does not answer: " + error.message());
}

Task<Result<v1::CheckInvariantsResponse>> ask(rpc::Channels& channels, std::string_view service,
                                              bool events_only) {
    v1::DiagnosticsServiceClient client(channels.to(service));
    auto context = CallContext::background("doctor", deadline_in(std::chrono::minutes(30)));
    v1::CheckInvariantsRequest request;
    request.set_events_only(events_only);
    auto response = co_await client.CheckInvariants(context, request);
    if (!response) co_return fail(unreachable(service, response.error()));
    co_return response;
}

Task<Result<v1::ListCheckoutFactsResponse>> page_of(rpc::Channels& channels, std::string_view service,
                                                    v1::ListCheckoutFactsRequest request) {
    v1::CheckoutFactsServiceClient client(channels.to(service));
    auto context = CallContext::background("doctor", deadline_in(std::chrono::minutes(2)));
    auto response = co_await client.ListCheckoutFacts(context, request);
    if (!response) co_return fail(unreachable(service, response.error()));
    co_return response;
}

FactSource source_of(rpc::Channels& channels, std::string service) {
    return {service, [&channels, service](v1::ListCheckoutFactsRequest request) {
                return page_of(channels, service, std::move(request));
            }};
}

Task<Result<std::int64_t>> count_pending(rpc::Channels& channels, const std::vector<std::string>& services) {
    std::int64_t pending = 0;
    for (const auto& service : services) {
        const auto answer = co_await ok(ask(channels, service, true));
        pending += answer.pending_events();
    }
    co_return pending;
}

Task<Result<void>> await_events(rpc::Channels& channels, const std::vector<std::string>& services,
                                std::chrono::milliseconds patience) {
    const auto give_up = deadline_in(patience);
    for (;;) {
        const auto pending = co_await ok(count_pending(channels, services));
        if (pending == 0 || std::chrono::steady_clock::now() >= give_up) co_return {};
        co_await runtime::sleep(std::chrono::milliseconds(100));
    }
}

// Each service's own, two at a time: they read whole tables.
Task<Result<Diagnosis>> check_each(rpc::Channels& channels, const std::vector<std::string>& services,
                                   bool events_only) {
    std::vector<Task<Result<v1::CheckInvariantsResponse>>> questions;
    for (const auto& service : services) questions.push_back(ask(channels, service, events_only));
    const auto answers = co_await runtime::all(std::move(questions), 2);
    Diagnosis diagnosis;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (!answers[i]) co_return fail(answers[i].error());
        diagnosis.pending_events += answers[i]->pending_events();
        diagnosis.dead_letters += answers[i]->dead_letters();
        for (const auto& violation : answers[i]->violations()) {
            diagnosis.findings.push_back({services[i], violation.invariant(), violation.detail()});
        }
    }
    co_return diagnosis;
}

}  // namespace

Task<Result<Diagnosis>> examine(rpc::Channels& channels, std::vector<std::string> services, Extent extent,
                                std::chrono::milliseconds patience, Progress progress) {
    co_await ok(await_events(channels, services, patience));
    const Neighbours neighbours{source_of(channels, "order"), source_of(channels, "payment"),
                                source_of(channels, "product")};
    Comparer comparer(neighbours, [&] { return count_pending(channels, services); });
    const bool sampled = extent.sample > 0;
    auto [compared, checked] =
        co_await runtime::both(comparer.compare(std::move(extent), patience, std::move(progress)),
                               check_each(channels, services, sampled));
    if (!compared) co_return fail(std::move(compared).error());
    if (!checked) co_return fail(std::move(checked).error());
    auto diagnosis = *std::move(checked);
    diagnosis.checkouts = compared->checkouts;
    diagnosis.unexamined = compared->unexamined;
    diagnosis.findings.insert(diagnosis.findings.begin(), std::make_move_iterator(compared->findings.begin()),
                              std::make_move_iterator(compared->findings.end()));
    co_return diagnosis;
}

}  // namespace ecommerce::doctor

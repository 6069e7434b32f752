// SPDX-License-Identifier: Apache-2.0
#include "application/admin/app/convert.h"

#include "framework/rpc/messages.h"

namespace ecommerce::admin {

namespace {

using Kind = config::Parameter::Kind;

v1::ParameterKind to_message(Kind kind) {
    switch (kind) {
    case Kind::boolean: return v1::PARAMETER_KIND_BOOLEAN;
    case Kind::integer: return v1::PARAMETER_KIND_INTEGER;
    case Kind::number: return v1::PARAMETER_KIND_NUMBER;
    case Kind::size: return v1::PARAMETER_KIND_SIZE;
    case Kind::duration: return v1::PARAMETER_KIND_DURATION;
    case Kind::choice: return v1::PARAMETER_KIND_CHOICE;
    }
    return v1::PARAMETER_KIND_UNSPECIFIED;
}

Kind to_kind(v1::ParameterKind kind) {
    switch (kind) {
    case v1::PARAMETER_KIND_BOOLEAN: return Kind::boolean;
    case v1::PARAMETER_KIND_INTEGER: return Kind::integer;
    case v1::PARAMETER_KIND_NUMBER: return Kind::number;
    case v1::PARAMETER_KIND_SIZE: return Kind::size;
    case v1::PARAMETER_KIND_DURATION: return Kind::duration;
    default: return Kind::choice;
    }
}

}  // namespace

std::string etag_of(const ParameterRow& row) {
    return "v" + std::to_string(row.version);
}

void fill(v1::Parameter& message, const ParameterRow& row) {
    message.set_name(row.name);
    message.set_kind(to_message(row.kind));
    message.set_help(row.help);
    message.set_default_value(row.default_value);
    message.set_min(row.min_value);
    message.set_max(row.max_value);
    for (const auto& choice : row.choices) message.add_choices(choice);
    message.set_value_in_force(row.value_in_force);
    message.set_origin(row.origin);
    if (row.value) message.set_value(*row.value);
    message.set_etag(etag_of(row));
}

void fill(v1::ParameterChange& message, const ChangeRow& row) {
    message.set_version(row.version);
    message.set_name(row.name);
    if (row.value) message.set_value(*row.value);
    if (row.value_before) message.set_value_before(*row.value_before);
    message.set_changed_by(row.changed_by);
    message.set_reason(row.reason);
    rpc::set_time(*message.mutable_changed_at(), row.changed_at);
}

void fill(v1::Instance& message, const InstanceRow& row) {
    message.set_id(row.id);
    message.set_process(row.process);
    message.set_program_version(row.program_version);
    rpc::set_time(*message.mutable_started_at(), row.started_at);
    rpc::set_time(*message.mutable_seen_at(), row.seen_at);
    message.set_parameters_version(row.parameters_version);
}

ParameterRow to_row(const v1::Parameter& message) {
    return {.name = message.name(),
            .kind = to_kind(message.kind()),
            .help = message.help(),
            .default_value = message.default_value(),
            .min_value = message.min(),
            .max_value = message.max(),
            .choices = {message.choices().begin(), message.choices().end()},
            .value_in_force = message.value_in_force(),
            .origin = message.origin()};
}

config::Parameter rules_of(const ParameterRow& row) {
    return {.name = row.name,
            .kind = row.kind,
            .help = row.help,
            .fallback = row.default_value,
            .min = row.min_value,
            .max = row.max_value,
            .choices = row.choices};
}

}  // namespace ecommerce::admin

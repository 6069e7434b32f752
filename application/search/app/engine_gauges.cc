// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/engine_gauges.h"

namespace ecommerce::search {

namespace {

using telemetry::Instrument;
using telemetry::Kind;

constexpr Instrument kDocuments{"ecommerce.search.index.documents", "{product}",
                                "Products in the index in memory."};
constexpr Instrument kBytes{"ecommerce.search.index.size", "By", "Memory that the index takes."};
constexpr Instrument kMerges{"ecommerce.search.index.merges", "{merge}",
                             "Times that segments of the index in memory were made one."};
constexpr Instrument kAge{"ecommerce.search.index.age", "s",
                          "Time since the index in memory was seen to be as the tables are."};

}  // namespace

EngineGauges::EngineGauges(const SearchEngine& engine, telemetry::Metrics& metrics) {
    const auto observe = [&](const Instrument& instrument, Kind kind, auto value_of) {
        observed_.push_back(metrics.observe(instrument, kind, [&engine, value_of](telemetry::Observed& out) {
            if (const auto figures = engine.figures()) out.set(double(value_of(*figures)));
        }));
    };
    observe(kDocuments, Kind::gauge, [](const EngineFigures& figures) { return figures.documents; });
    observe(kBytes, Kind::gauge, [](const EngineFigures& figures) { return figures.bytes; });
    observe(kMerges, Kind::counter, [](const EngineFigures& figures) { return figures.merges; });
    observe(kAge, Kind::gauge,
            [](const EngineFigures& figures) { return std::chrono::duration<double>(figures.age).count(); });
}

}  // namespace ecommerce::search

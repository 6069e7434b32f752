// SPDX-License-Identifier: Apache-2.0
#include "application/review/domain/tally.h"

#include <functional>
#include <numeric>
#include <stdexcept>

namespace ecommerce::review {

namespace {

double share(std::int64_t part, std::int64_t whole) {
    return whole <= 0 ? 0 : double(part) / double(whole);
}

// `join` is of two numbers.
template <typename Join>
Tally joined(const Tally& left, const Tally& right, Join join) {
    Tally out;
    for (std::size_t i = 0; i < out.stars.size(); ++i) out.stars[i] = join(left.stars[i], right.stars[i]);
    out.logistics = join(left.logistics, right.logistics);
    out.service = join(left.service, right.service);
    out.with_pictures = join(left.with_pictures, right.with_pictures);
    out.automatic = join(left.automatic, right.automatic);
    return out;
}

}  // namespace

std::int64_t Tally::count() const {
    return std::accumulate(stars.begin(), stars.end(), std::int64_t(0));
}

double Tally::average() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < stars.size(); ++i) sum += std::int64_t(i + 1) * stars[i];
    return share(sum, count());
}

double Tally::good_share() const {
    return share(stars[3] + stars[4], count());
}

double Tally::logistics_average() const {
    return share(logistics, count());
}

double Tally::service_average() const {
    return share(service, count());
}

Tally Tally::without_automatic() const {
    Tally nobodys;
    nobodys.stars.back() = automatic;
    nobodys.logistics = nobodys.service = kBestStars * automatic;
    nobodys.automatic = automatic;
    return *this - nobodys;
}

Tally Tally::operator-(const Tally& other) const {
    return joined(*this, other, std::minus<>());
}

Tally& Tally::operator+=(const Tally& other) {
    return *this = joined(*this, other, std::plus<>());
}

Tally tally_of(const Marks& marks) {
    if (marks.goods < 1 || marks.goods > kBestStars) throw std::logic_error("a review without stars");
    Tally tally;
    tally.stars[std::size_t(marks.goods - 1)] = 1;
    tally.logistics = marks.logistics;
    tally.service = marks.service;
    tally.with_pictures = marks.with_pictures ? 1 : 0;
    tally.automatic = marks.automatic ? 1 : 0;
    return tally;
}

}  // namespace ecommerce::review

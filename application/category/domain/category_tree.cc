// SPDX-License-Identifier: Apache-2.0
#include "application/category/domain/category_tree.h"

#include <algorithm>
#include <utility>

namespace ecommerce::category {

CategoryTree::CategoryTree(std::vector<Node> nodes) {
    std::map<std::int64_t, std::vector<Node>> by_parent;
    for (auto& node : nodes) by_parent[node.parent_id].push_back(std::move(node));
    // Level by level from the top: what is not reached has no way up.
    std::vector<std::int64_t> next{0};
    while (!next.empty()) {
        std::vector<std::int64_t> level = std::exchange(next, {});
        for (const auto parent : level) {
            for (auto& node : by_parent[parent]) {
                const auto id = node.id;
                const auto [place, added] = nodes_.emplace(id, std::move(node));
                if (!added) continue;
                children_[parent].push_back(&place->second);
                next.push_back(id);
            }
        }
    }
    for (auto& [parent, siblings] : children_) {
        std::ranges::sort(siblings, {},
                          [](const Node* node) { return std::pair(node->sort_order, node->id); });
    }
}

const Node* CategoryTree::find(std::int64_t id) const {
    const auto found = nodes_.find(id);
    return found == nodes_.end() ? nullptr : &found->second;
}

const std::vector<const Node*>& CategoryTree::children(std::int64_t id) const {
    static const std::vector<const Node*> none;
    const auto found = children_.find(id);
    return found == children_.end() ? none : found->second;
}

int CategoryTree::level(std::int64_t id) const {
    return int(path(id).size());
}

int CategoryTree::height(std::int64_t id) const {
    if (!find(id)) return 0;
    int below = 0;
    for (const auto* child : children(id)) below = std::max(below, height(child->id));
    return below + 1;
}

std::vector<const Node*> CategoryTree::path(std::int64_t id) const {
    std::vector<const Node*> way;
    for (const auto* node = find(id); node; node = find(node->parent_id)) way.push_back(node);
    std::ranges::reverse(way);
    return way;
}

bool CategoryTree::is_within(std::int64_t id, std::int64_t ancestor) const {
    return std::ranges::any_of(path(id), [&](const Node* node) { return node->id == ancestor; });
}

std::vector<const Node*> CategoryTree::leaves() const {
    std::vector<const Node*> all;
    collect_leaves(0, all);
    return all;
}

void CategoryTree::collect_leaves(std::int64_t id, std::vector<const Node*>& out) const {
    for (const auto* child : children(id)) {
        if (is_leaf(child->id)) {
            out.push_back(child);
        } else {
            collect_leaves(child->id, out);
        }
    }
}

}  // namespace ecommerce::category

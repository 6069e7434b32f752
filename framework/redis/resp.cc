// SPDX-License-Identifier: Apache-2.0
#include "framework/redis/resp.h"

#include <new>

#include <hiredis/hiredis.h>

namespace ecommerce::redis::detail {

namespace {

Reply convert(const redisReply& from) {
    Reply reply;
    switch (from.type) {
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
        reply.kind = Reply::Kind::text;
        reply.text.assign(from.str, std::size_t(from.len));
        break;
    case REDIS_REPLY_ERROR:
        reply.kind = Reply::Kind::error;
        reply.text.assign(from.str, std::size_t(from.len));
        break;
    case REDIS_REPLY_INTEGER:
        reply.kind = Reply::Kind::integer;
        reply.integer = from.integer;
        break;
    case REDIS_REPLY_ARRAY:
        reply.kind = Reply::Kind::list;
        for (std::size_t i = 0; i < from.elements; ++i) reply.list.push_back(convert(*from.element[i]));
        break;
    default: break;
    }
    return reply;
}

}  // namespace

void ReplyReader::Free::operator()(redisReader* reader) const {
    redisReaderFree(reader);
}

ReplyReader::ReplyReader() : reader_(redisReaderCreate()) {
    if (!reader_) throw std::bad_alloc();
}

void ReplyReader::feed(std::string_view bytes) {
    redisReaderFeed(reader_.get(), bytes.data(), bytes.size());
}

std::optional<Reply> ReplyReader::next(bool& ok) {
    void* raw = nullptr;
    ok = redisReaderGetReply(reader_.get(), &raw) == REDIS_OK;
    if (!ok || !raw) return std::nullopt;
    const std::unique_ptr<redisReply, decltype(&freeReplyObject)> owned(static_cast<redisReply*>(raw),
                                                                        &freeReplyObject);
    return convert(*owned);
}

}  // namespace ecommerce::redis::detail

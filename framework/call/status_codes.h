// SPDX-License-Identifier: Apache-2.0
// Codes on the wire. Each Code has one gRPC status of its own, so that an Error crosses gRPC without loss:
//
//   Code             gRPC                 HTTP
//   invalid          INVALID_ARGUMENT     400
//   unauthenticated  UNAUTHENTICATED      401
//   forbidden        PERMISSION_DENIED    403
//   not_found        NOT_FOUND            404
//   conflict         ABORTED              409
//   precondition     FAILED_PRECONDITION  409
//   key_reused       ALREADY_EXISTS       422   the key is taken, by another request
//   exhausted        RESOURCE_EXHAUSTED   429
//   unavailable      UNAVAILABLE          503
//   deadline         DEADLINE_EXCEEDED    504
//   cancelled        CANCELLED            499
//   unimplemented    UNIMPLEMENTED        501
//   too_large        OUT_OF_RANGE         413
//   internal         INTERNAL             500
#pragma once

#include "framework/runtime/result.h"

namespace ecommerce {

int grpc_status(Code code);
// Numbers that no Code has (OK, UNKNOWN, DATA_LOSS, nonsense) become internal.
Code code_of_grpc(int status);

int http_status(Code code);
// As above, but the contract gives some reasons a more exact one: ETAG_MISMATCH is 412.
int http_status(const Error& error);

}  // namespace ecommerce

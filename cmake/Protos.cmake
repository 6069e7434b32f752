# SPDX-License-Identifier: Apache-2.0
# From .proto files to C++: messages by protoc, clients and method tables by our plugin.
#
#   service_api(order LINKS api_common)   # api/order/v1/*.proto -> library api_order
#   api_documentation(api_docs)           # comments of all api/*/v1/*.proto -> library api_docs
#
# Generated headers lie in <build>/generated and are included as "order/v1/order_service.rpc.h".

set(GENERATED_DIR "${CMAKE_BINARY_DIR}/generated")
set(PROTO_PATHS -I "${CMAKE_SOURCE_DIR}/api" -I "${CMAKE_SOURCE_DIR}/third_party")
set(PROTO_PLUGIN --plugin=protoc-gen-ecommerce=$<TARGET_FILE:protoc-gen-ecommerce>)

# One library of the .proto files given relative to one of the roots.
function(proto_library name)
  cmake_parse_arguments(ARG "RPC" "ROOT" "PROTOS;LINKS" ${ARGN})
  set(sources)
  set(headers)
  foreach(proto ${ARG_PROTOS})
    string(REGEX REPLACE "\\.proto$" "" stem "${proto}")
    set(outputs "${GENERATED_DIR}/${stem}.pb.cc" "${GENERATED_DIR}/${stem}.pb.h")
    set(command protobuf::protoc --cpp_out=${GENERATED_DIR})
    set(depends "${ARG_ROOT}/${proto}")
    list(APPEND sources "${GENERATED_DIR}/${stem}.pb.cc")
    if(ARG_RPC)
      list(APPEND outputs "${GENERATED_DIR}/${stem}.rpc.cc" "${GENERATED_DIR}/${stem}.rpc.h")
      list(APPEND command ${PROTO_PLUGIN} --ecommerce_out=${GENERATED_DIR})
      list(APPEND depends protoc-gen-ecommerce)
      list(APPEND sources "${GENERATED_DIR}/${stem}.rpc.cc")
    endif()
    list(APPEND headers ${outputs})
    add_custom_command(OUTPUT ${outputs}
      COMMAND ${CMAKE_COMMAND} -E make_directory "${GENERATED_DIR}"
      COMMAND ${command} --dependency_out=${GENERATED_DIR}/${stem}.d -I "${ARG_ROOT}" ${PROTO_PATHS} "${proto}"
      DEPENDS ${depends} DEPFILE "${GENERATED_DIR}/${stem}.d"
      VERBATIM COMMENT "Generating from ${proto}")
  endforeach()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} SYSTEM PUBLIC "${GENERATED_DIR}")
  target_link_libraries(${name} PUBLIC toolchain protobuf::libprotobuf ${ARG_LINKS})
  add_custom_target(${name}_headers DEPENDS ${headers})
endfunction()

# The API of one service: every .proto file of api/<service>/v1.
function(service_api service)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB protos CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}/api" "${CMAKE_SOURCE_DIR}/api/${service}/v1/*.proto")
  proto_library(api_${service} RPC ROOT "${CMAKE_SOURCE_DIR}/api" PROTOS ${protos}
                LINKS api_options third_party_google_api third_party_validate framework_rpc_core
                      framework_validation ${ARG_LINKS})
endfunction()

# One source with the comments of every file of the contract.
function(api_documentation name)
  file(GLOB protos CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}/api" "${CMAKE_SOURCE_DIR}/api/*/v1/*.proto")
  set(paths ${protos})
  list(TRANSFORM paths PREPEND "${CMAKE_SOURCE_DIR}/api/")
  add_custom_command(OUTPUT "${GENERATED_DIR}/${name}.cc" "${GENERATED_DIR}/${name}.h"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${GENERATED_DIR}"
    COMMAND protobuf::protoc ${PROTO_PLUGIN} --ecommerce_out=${GENERATED_DIR} --ecommerce_opt=docs=${name}
            ${PROTO_PATHS} ${protos}
    DEPENDS ${paths} protoc-gen-ecommerce VERBATIM COMMENT "Generating ${name}")
  add_library(${name} STATIC "${GENERATED_DIR}/${name}.cc")
  target_include_directories(${name} SYSTEM PUBLIC "${GENERATED_DIR}")
  target_link_libraries(${name} PUBLIC toolchain framework_rpc_core)
endfunction()

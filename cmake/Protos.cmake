# SPDX-License-Identifier: Apache-2.0
# From .proto files to C++: messages, clients and method tables.
#
#   service_api(order)                    # api/order/v1/*.proto -> library api_order
#   proto_library(name ROOT dir PROTOS …) # messages alone, of protos that are not the contract's
#   api_documentation(api_docs)           # comments of all api/*/v1/*.proto -> library api_docs
#
# What library x generates lies in <build>/generated/x, and only who links x finds it there: headers are included
# as "order/v1/order_service.rpc.h".

set(GENERATED_DIR "${CMAKE_BINARY_DIR}/generated")
set(PROTO_PATHS -I "${CMAKE_SOURCE_DIR}/api" -I "${CMAKE_SOURCE_DIR}/third_party")
set(PROTO_PLUGIN --plugin=protoc-gen-ecommerce=$<TARGET_FILE:protoc-gen-ecommerce>)

function(generated_library name)
  cmake_parse_arguments(ARG "" "" "FILES;LINKS" ${ARGN})
  file(MAKE_DIRECTORY "${GENERATED_DIR}/${name}")
  set(sources ${ARG_FILES})
  list(FILTER sources INCLUDE REGEX "\\.cc$")
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} SYSTEM PUBLIC "${GENERATED_DIR}/${name}")
  target_link_libraries(${name} PUBLIC toolchain protobuf::libprotobuf ${ARG_LINKS})
  use_precompiled(${name} platform)
  add_custom_target(${name}_headers DEPENDS ${ARG_FILES})
  # The reasons alone, which know Errors and no message: for layers that know no message either.
  add_library(${name}_reasons INTERFACE)
  target_include_directories(${name}_reasons SYSTEM INTERFACE "${GENERATED_DIR}/${name}")
  add_dependencies(${name}_reasons ${name}_headers)
endfunction()

# Messages of the .proto files given relative to ROOT.
function(proto_library name)
  cmake_parse_arguments(ARG "" "ROOT" "PROTOS;LINKS" ${ARGN})
  set(out "${GENERATED_DIR}/${name}")
  set(files)
  foreach(proto ${ARG_PROTOS})
    string(REGEX REPLACE "\\.proto$" "" stem "${out}/${proto}")
    add_custom_command(OUTPUT "${stem}.pb.cc" "${stem}.pb.h"
      COMMAND protobuf::protoc --cpp_out=${out} --dependency_out=${stem}.d -I "${ARG_ROOT}" ${PROTO_PATHS} "${proto}"
      DEPENDS "${ARG_ROOT}/${proto}" DEPFILE "${stem}.d" VERBATIM COMMENT "Generating from ${proto}")
    list(APPEND files "${stem}.pb.cc" "${stem}.pb.h")
  endforeach()
  generated_library(${name} FILES ${files} LINKS ${ARG_LINKS})
endfunction()

# All the code of one package: the folder <ROOT>/<package>/v1. LINKS: api_x for each package x that it imports.
function(package_library name)
  cmake_parse_arguments(ARG "" "ROOT;PACKAGE" "LINKS" ${ARGN})
  set(out "${GENERATED_DIR}/${name}")
  set(folder "${ARG_PACKAGE}/v1")
  file(GLOB protos CONFIGURE_DEPENDS RELATIVE "${ARG_ROOT}" "${ARG_ROOT}/${folder}/*.proto")
  set(files "${out}/${folder}/package.rpc.cc")
  set(depends ${protos})
  list(TRANSFORM depends PREPEND "${ARG_ROOT}/")
  foreach(proto ${protos})
    string(REGEX REPLACE "\\.proto$" "" stem "${out}/${proto}")
    list(APPEND files "${stem}.pb.cc" "${stem}.pb.h" "${stem}.rpc.h")
  endforeach()
  foreach(link ${ARG_LINKS})
    string(REGEX REPLACE "^api_" "" package "${link}")
    list(APPEND depends "${GENERATED_DIR}/${link}/${package}/v1/package.rpc.cc")
  endforeach()
  # Whatever may stand in an option; these change seldom.
  file(GLOB_RECURSE options CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/api/options/*.proto"
       "${CMAKE_SOURCE_DIR}/third_party/google/*.proto" "${CMAKE_SOURCE_DIR}/third_party/validate/*.proto")
  add_custom_command(OUTPUT ${files}
    COMMAND protobuf::protoc ${PROTO_PLUGIN} --ecommerce_out=${out} -I "${ARG_ROOT}" ${PROTO_PATHS} ${protos}
    DEPENDS ${depends} ${options} protoc-gen-ecommerce VERBATIM COMMENT "Generating from ${folder}")
  generated_library(${name} FILES ${files} LINKS ${ARG_LINKS} api_options third_party_google_api third_party_validate
                    framework_rpc_core framework_text framework_validation)
endfunction()

# The API of one service: every .proto file of api/<service>/v1. What it imports says what it links.
function(service_api service)
  file(GLOB protos CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/api/${service}/v1/*.proto")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${protos})
  set(links)
  foreach(proto ${protos})
    file(STRINGS "${proto}" lines REGEX "^import \"[a-z_]+/v1/")
    foreach(line ${lines})
      string(REGEX REPLACE "^import \"([a-z_]+)/.*" "api_\\1" link "${line}")
      list(APPEND links "${link}")
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES links)
  list(REMOVE_ITEM links api_options api_${service})
  package_library(api_${service} ROOT "${CMAKE_SOURCE_DIR}/api" PACKAGE ${service} LINKS ${links})
endfunction()

# One source with the comments of every file of the contract.
function(api_documentation name)
  file(GLOB protos CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}/api" "${CMAKE_SOURCE_DIR}/api/*/v1/*.proto")
  set(out "${GENERATED_DIR}/${name}")
  set(paths ${protos})
  list(TRANSFORM paths PREPEND "${CMAKE_SOURCE_DIR}/api/")
  add_custom_command(OUTPUT "${out}/${name}.cc" "${out}/${name}.h"
    COMMAND protobuf::protoc ${PROTO_PLUGIN} --ecommerce_out=${out} --ecommerce_opt=docs=${name} ${PROTO_PATHS} ${protos}
    DEPENDS ${paths} protoc-gen-ecommerce VERBATIM COMMENT "Generating ${name}")
  generated_library(${name} FILES "${out}/${name}.cc" "${out}/${name}.h" LINKS framework_rpc_core)
endfunction()

# SPDX-License-Identifier: Apache-2.0
# A service, from the folder it stands in:
#
#   service(order CALLS payment user)
#
# makes one library a layer, each of all the sources of its folder, so that a layer can use what it links:
#
#   service_order_domain    domain/               plain C++: no messages, no store
#   service_order_storage   storage/              domain and PostgreSQL; of the messages only the service's own
#   service_order_app       app/, other folders   domain, storage, messages and clients of the service and of CALLS
#   service_order           the folder itself     the module, with the embedded migrations/
#
# and the tests of all of them, service_order_test and service_order_itest. A folder may be missing.
#   DOMAIN_LINKS what its domain needs beyond what every domain stands on
#   CALLS        services whose clients it uses or whose events it reads
#   LINKS        what its app needs beyond what every service stands on
#   TEST_LINKS   what its tests need beyond that

set(DOMAIN_GROUND framework_runtime framework_auth)
set(STORAGE_GROUND framework_postgres framework_service)
set(APP_GROUND framework_auth framework_config framework_events framework_files framework_json framework_log
               framework_metrics framework_rpc_grpc framework_service)

foreach(part framework_money framework_postal framework_state framework_text)
  if(TARGET ${part})
    list(APPEND DOMAIN_GROUND ${part})
  endif()
endforeach()

# A library of the sources in some folders; of their headers alone if there is no source.
function(service_layer name)
  cmake_parse_arguments(ARG "" "" "FOLDERS;LINKS" ${ARGN})
  set(sources)
  foreach(folder ${ARG_FOLDERS})
    product_sources("${folder}" found)
    list(APPEND sources ${found})
  endforeach()
  if(sources)
    part(${name} SOURCES ${sources} LINKS ${ARG_LINKS})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ARG_LINKS})
  endif()
endfunction()

function(service name)
  cmake_parse_arguments(ARG "" "" "CALLS;DOMAIN_LINKS;LINKS;TEST_LINKS" ${ARGN})
  set(own)
  set(reasons)
  if(IS_DIRECTORY "${CMAKE_SOURCE_DIR}/api/${name}")
    set(own api_${name})
    set(reasons api_${name}_reasons)
  endif()
  set(neighbours ${ARG_CALLS})
  list(TRANSFORM neighbours PREPEND "api_")
  file(GLOB others CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" LIST_DIRECTORIES true "*")
  list(FILTER others INCLUDE REGEX "^[a-z_]+$")
  list(REMOVE_ITEM others domain storage app migrations)

  service_layer(service_${name}_domain FOLDERS domain LINKS ${DOMAIN_GROUND} ${reasons} ${ARG_DOMAIN_LINKS})
  service_layer(service_${name}_storage FOLDERS storage LINKS service_${name}_domain ${own} ${STORAGE_GROUND})
  service_layer(service_${name}_app FOLDERS app ${others}
                LINKS service_${name}_storage ${own} ${neighbours} ${APP_GROUND} ${ARG_LINKS})
  service_layer(service_${name} FOLDERS . LINKS service_${name}_app)
  if(IS_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}/migrations")
    embed_migrations(service_${name} NAMESPACE ecommerce::${name})
  endif()
  part_tests(service_${name} LINKS framework_testing ${ARG_TEST_LINKS})
endfunction()

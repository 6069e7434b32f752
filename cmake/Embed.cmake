# SPDX-License-Identifier: Apache-2.0
# SQL migrations inside the program.
#
#   embed_migrations(service_order NAMESPACE ecommerce::order)
#
# called in application/order, adds `std::span<const ecommerce::postgres::Migration> migrations()` in namespace
# ecommerce::order to the target, made from the folder's migrations/*.sql; users include
# "application/order/order_migrations.h". Files are named 000001_title.up.sql and 000001_title.down.sql.

set(EMBED_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/EmbedMigrations.cmake")

function(embed_migrations target)
  cmake_parse_arguments(ARG "" "NAMESPACE" "" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql")
  get_filename_component(folder "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
  set(stem "${CMAKE_CURRENT_BINARY_DIR}/${folder}_migrations")
  file(RELATIVE_PATH header "${CMAKE_BINARY_DIR}" "${stem}.h")
  add_custom_command(OUTPUT "${stem}.cc" "${stem}.h"
    COMMAND ${CMAKE_COMMAND} "-DSTEM=${stem}" "-DHEADER=${header}" "-DNAMESPACE=${ARG_NAMESPACE}" "-DFILES=${files}"
            -P "${EMBED_SCRIPT}"
    DEPENDS ${files} "${EMBED_SCRIPT}" VERBATIM COMMENT "Embedding the migrations of ${target}")
  # In a library that links nothing: what is generated waits for all that its target links.
  add_library(${target}_migrations STATIC "${stem}.cc" "${stem}.h")
  target_include_directories(${target}_migrations PUBLIC "${CMAKE_BINARY_DIR}")
  target_link_libraries(${target}_migrations PRIVATE toolchain)
  use_precompiled(${target}_migrations platform)
  target_link_libraries(${target} PUBLIC ${target}_migrations)
endfunction()

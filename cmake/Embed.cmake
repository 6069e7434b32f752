# SPDX-License-Identifier: Apache-2.0
# SQL migrations inside the program.
#
#   embed_migrations(service_order FUNCTION ecommerce::order::migrations DIRS migrations)
#
# adds to the target the definition of `std::span<const ecommerce::postgres::Migration> migrations()` in
# namespace ecommerce::order, which the code declares itself. Files are named 000001_title.up.sql and
# 000001_title.down.sql; DIRS are relative to the calling folder or absolute.

set(EMBED_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/EmbedMigrations.cmake")

function(embed_migrations target)
  cmake_parse_arguments(ARG "" "FUNCTION" "DIRS" ${ARGN})
  set(files)
  foreach(dir ${ARG_DIRS})
    get_filename_component(dir "${dir}" ABSOLUTE)
    file(GLOB found CONFIGURE_DEPENDS "${dir}/*.sql")
    list(APPEND files ${found})
  endforeach()
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${target}_migrations.cc")
  add_custom_command(OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DFUNCTION=${ARG_FUNCTION}" "-DFILES=${files}" -P "${EMBED_SCRIPT}"
    DEPENDS ${files} "${EMBED_SCRIPT}" VERBATIM COMMENT "Embedding the migrations of ${target}")
  target_sources(${target} PRIVATE "${output}")
endfunction()

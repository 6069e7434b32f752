# SPDX-License-Identifier: Apache-2.0
# The library region_table: the regions of the country, as data for application/user/domain/region_table.cc.
set(region_table "${CMAKE_BINARY_DIR}/region_table_data.cc")
add_custom_command(OUTPUT "${region_table}"
  COMMAND "${CMAKE_SOURCE_DIR}/tools/regions/build" "${region_table}" "${CMAKE_SOURCE_DIR}/build/regions"
  DEPENDS "${CMAKE_SOURCE_DIR}/tools/regions/build" "${CMAKE_SOURCE_DIR}/tools/regions/english_names.mjs"
          "${CMAKE_SOURCE_DIR}/tools/regions/package.json"
  VERBATIM COMMENT "Fetching the table of regions")
add_library(region_table STATIC "${region_table}")
target_link_libraries(region_table PRIVATE toolchain)

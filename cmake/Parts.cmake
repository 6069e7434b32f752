# SPDX-License-Identifier: Apache-2.0
# How a folder becomes a library and its tests.
#
#   part(framework_postgres
#     SOURCES database.cc …           # *.cc of the folder, tests left out
#     LINKS framework_runtime …       # what users of the library need as well
#     PRIVATE_LINKS PkgConfig::LIBPQ) # what only its own sources need
#
#   part_tests(framework_postgres)    # x_test.cc -> unit, x_itest.cc -> integration, x_fuzz.cc -> fuzz
#     options: LINKS libraries that the tests need besides the part itself

function(part name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC toolchain ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
endfunction()

if(ECOMMERCE_SANITIZE STREQUAL "thread")
  set(TEST_ENVIRONMENT "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tools/tsan.supp:history_size=4")
endif()

# Unit tests need nothing; integration tests need PostgreSQL and the key-value store, whose addresses
# come in TEST_DB_SOURCE and TEST_REDIS_ADDRESS (tools/test starts both).
function(part_tests name)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE unit CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "*_test.cc")
  file(GLOB_RECURSE integration CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "*_itest.cc")
  file(GLOB_RECURSE fuzz CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "*_fuzz.cc")
  if(ECOMMERCE_SANITIZE STREQUAL "fuzzer")
    foreach(source ${fuzz})
      get_filename_component(target "${source}" NAME_WE)
      add_executable(${target} ${source})
      target_link_libraries(${target} PRIVATE ${name} ${ARG_LINKS})
      target_link_options(${target} PRIVATE -fsanitize=fuzzer)
      add_test(NAME ${target} COMMAND ${target} -max_total_time=60 -timeout=10 -rss_limit_mb=2048)
      set_tests_properties(${target} PROPERTIES LABELS fuzz)
    endforeach()
    return()
  endif()
  if(unit)
    add_executable(${name}_test ${unit})
    target_link_libraries(${name}_test PRIVATE ${name} ${ARG_LINKS} GTest::gtest GTest::gmock GTest::gtest_main)
    add_test(NAME ${name}_test COMMAND ${name}_test)
    set_tests_properties(${name}_test PROPERTIES LABELS unit TIMEOUT 300 ENVIRONMENT "${TEST_ENVIRONMENT}")
  endif()
  if(integration)
    add_executable(${name}_itest ${integration})
    target_link_libraries(${name}_itest PRIVATE ${name} ${ARG_LINKS} GTest::gtest GTest::gmock GTest::gtest_main)
    add_test(NAME ${name}_itest COMMAND ${name}_itest)
    set_tests_properties(${name}_itest PROPERTIES LABELS integration TIMEOUT 600 ENVIRONMENT "${TEST_ENVIRONMENT}")
  endif()
endfunction()

include(Embed)  # embed_migrations(): .sql files inside the program

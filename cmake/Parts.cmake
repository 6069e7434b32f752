# SPDX-License-Identifier: Apache-2.0
# How a folder becomes a library and its tests.
#
#   part(framework_postgres
#     SOURCES database.cc …           # left out: every *.cc of the folder that is not for tests
#     LINKS framework_runtime …       # what users of the library need as well
#     PRIVATE_LINKS PkgConfig::LIBPQ) # what only its own sources need
#
#   part_tests(framework_postgres)    # x_test.cc -> unit, x_itest.cc -> integration, x_fuzz.cc -> fuzz
#     options: LINKS libraries that the tests need besides the part itself

# The *.cc files of a folder, relative to the calling one, without tests.
function(product_sources folder result)
  file(GLOB sources CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "${folder}/*.cc")
  list(FILTER sources EXCLUDE REGEX "_(test|itest|fuzz)\\.cc$")
  set(${result} "${sources}" PARENT_SCOPE)
endfunction()

function(part name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  if(NOT ARG_SOURCES)
    product_sources(. ARG_SOURCES)
  endif()
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC toolchain ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
  use_precompiled(${name} platform)
endfunction()

if(ECOMMERCE_SANITIZE STREQUAL "thread")
  set(TEST_ENVIRONMENT "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tools/tsan.supp:history_size=4")
endif()

# What the suites of tests run, and what that needs: `tools/build asan all_tests`.
add_custom_target(all_tests)

# Unit tests need nothing; integration tests need PostgreSQL and the key-value store, whose addresses
# come in TEST_DB_SOURCE and TEST_REDIS_ADDRESS (tools/test starts both).
function(part_tests name)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE unit CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "*_test.cc")
  file(GLOB_RECURSE integration CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "*_itest.cc")
  file(GLOB_RECURSE fuzz CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "*_fuzz.cc")
  # A folder below with a CMakeLists.txt is a part of its own, with its own tests.
  file(GLOB_RECURSE parts RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "*/CMakeLists.txt")
  foreach(part ${parts})
    string(REPLACE "CMakeLists.txt" "" folder "${part}")
    list(FILTER unit EXCLUDE REGEX "^${folder}")
    list(FILTER integration EXCLUDE REGEX "^${folder}")
    list(FILTER fuzz EXCLUDE REGEX "^${folder}")
  endforeach()
  if(ECOMMERCE_SANITIZE STREQUAL "fuzzer")
    foreach(source ${fuzz})
      get_filename_component(target "${source}" NAME_WE)
      add_executable(${target} ${source})
      target_link_libraries(${target} PRIVATE ${name} ${ARG_LINKS})
      target_link_options(${target} PRIVATE -fsanitize=fuzzer)
      add_test(NAME ${target} COMMAND ${target} -max_total_time=60 -timeout=10 -rss_limit_mb=2048)
      set_tests_properties(${target} PROPERTIES LABELS fuzz)
      add_dependencies(all_tests ${target})
    endforeach()
    return()
  endif()
  test_program(${name}_test unit 300 SOURCES ${unit} LINKS ${name} ${ARG_LINKS})
  test_program(${name}_itest integration 600 SOURCES ${integration} LINKS ${name} ${ARG_LINKS})
endfunction()

function(test_program name label timeout)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  if(NOT ARG_SOURCES)
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} GTest::gtest GTest::gmock GTest::gtest_main)
  use_precompiled(${name} test)
  add_dependencies(all_tests ${name})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT ${timeout} ENVIRONMENT "${TEST_ENVIRONMENT}")
endfunction()

include(Embed)  # embed_migrations(): .sql files inside the program

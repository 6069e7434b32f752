# SPDX-License-Identifier: Apache-2.0
# Headers that are read once for many sources.
#
#   precompile(platform "${CMAKE_SOURCE_DIR}/cmake/precompiled/platform.h")
#   use_precompiled(service_order platform)   # a target has one at most
#
# CMake's own target_precompile_headers() names the file in a way that ccache does not see through, and then
# nothing compiled in one folder is found again from another.

set(PRECOMPILE_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/precompile")

# USES: libraries whose headers are in it. What they define, and OPTIONS, are every user's as well.
function(precompile name header)
  cmake_parse_arguments(ARG "" "" "USES;OPTIONS" ${ARGN})
  set(output "${CMAKE_BINARY_DIR}/precompiled/${name}.pch")
  set(own ${ARG_OPTIONS})
  foreach(library ${ARG_USES})
    get_target_property(definitions ${library} INTERFACE_COMPILE_DEFINITIONS)
    get_target_property(options ${library} INTERFACE_COMPILE_OPTIONS)
    if(definitions)
      list(TRANSFORM definitions PREPEND "-D")
      list(APPEND own ${definitions})
    endif()
    if(options)
      list(APPEND own ${options})
    endif()
  endforeach()
  # The rest as every target of ours is compiled; clang refuses the file where they differ. Templates that the
  # header names in full are instantiated in it, once.
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}}")
  get_target_property(options toolchain INTERFACE_COMPILE_OPTIONS)
  add_custom_command(OUTPUT "${output}" "${output}.sum"
    COMMAND "${PRECOMPILE_SCRIPT}" "${CMAKE_SOURCE_DIR}" "${output}" "${CMAKE_CXX_COMPILER}" ${flags} ${options} ${own}
            ${CMAKE_CXX23_STANDARD_COMPILE_OPTION} "-I${CMAKE_SOURCE_DIR}" -fpch-instantiate-templates
            -x c++-header "${header}"
    DEPENDS "${header}" "${PRECOMPILE_SCRIPT}" DEPFILE "${output}.d"
    VERBATIM COMMENT "Precompiling ${name}")
  add_custom_target(precompiled_${name} DEPENDS "${output}")
  set_target_properties(precompiled_${name} PROPERTIES USERS_OPTIONS "${own};SHELL:-include-pch ${output}")
endfunction()

function(use_precompiled target name)
  get_target_property(options precompiled_${name} USERS_OPTIONS)
  target_compile_options(${target} PRIVATE ${options})
  add_dependencies(${target} precompiled_${name})
endfunction()

file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/precompiled")
precompile(platform "${CMAKE_CURRENT_LIST_DIR}/precompiled/platform.h" USES fmt::fmt)
# Tests are compiled more often than they run, so not optimised: what they test is.
precompile(test "${CMAKE_CURRENT_LIST_DIR}/precompiled/test.h" USES fmt::fmt GTest::gtest OPTIONS -O0)

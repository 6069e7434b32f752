# SPDX-License-Identifier: Apache-2.0
# Compiler, language level, warnings, sanitizers and the compiler cache.

if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
  message(FATAL_ERROR "Ecommerce needs clang 19 or newer (GCC 12 miscompiles coroutines): "
                      "configure with one of the presets, for example `cmake --preset release`.")
endif()

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")           # asserts stay on: they guard money
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -gline-tables-only")

# Relative paths in what the compiler sees: equal objects for equal sources in any build folder. What a source
# depends on is taken from the compiler's own list, which saves a run of the preprocessor.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1 CCACHE_PCH_EXTSUM=1
      "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
      "${CCACHE}")
endif()

add_library(toolchain INTERFACE)
target_compile_options(toolchain INTERFACE -Wall -Wextra -Werror -Wno-missing-field-initializers
                       -fno-plt "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
target_include_directories(toolchain INTERFACE "${CMAKE_SOURCE_DIR}")
target_link_options(toolchain INTERFACE -fuse-ld=lld)

set(ECOMMERCE_SANITIZE "" CACHE STRING "address, thread, fuzzer or empty")
if(ECOMMERCE_SANITIZE STREQUAL "address")
  set(SANITIZE_FLAGS -fsanitize=address,undefined -fno-sanitize-recover=undefined
      -fsanitize-address-use-after-return=always -fno-omit-frame-pointer)
elseif(ECOMMERCE_SANITIZE STREQUAL "thread")
  set(SANITIZE_FLAGS -fsanitize=thread -fno-omit-frame-pointer)
elseif(ECOMMERCE_SANITIZE STREQUAL "fuzzer")
  set(SANITIZE_FLAGS -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
      -fno-omit-frame-pointer -O1)
elseif(ECOMMERCE_SANITIZE)
  message(FATAL_ERROR "ECOMMERCE_SANITIZE is address, thread, fuzzer or empty")
endif()
if(SANITIZE_FLAGS)
  target_compile_options(toolchain INTERFACE ${SANITIZE_FLAGS})
  target_link_options(toolchain INTERFACE ${SANITIZE_FLAGS})
endif()

# SPDX-License-Identifier: Apache-2.0
# Run by embed_migrations(): writes STEM.h, included as HEADER, and STEM.cc with the texts of FILES behind
# migrations() in NAMESPACE.

set(versions)
foreach(file ${FILES})
  get_filename_component(name "${file}" NAME)
  if(NOT name MATCHES "^([0-9]+)_([a-z0-9_]+)\\.(up|down)\\.sql$")
    message(FATAL_ERROR "${file}: a migration is named like 000001_create_orders.up.sql")
  endif()
  set(version "${CMAKE_MATCH_1}")
  set(title "${CMAKE_MATCH_2}")
  set(direction "${CMAKE_MATCH_3}")
  if(DEFINED ${direction}_${version})
    message(FATAL_ERROR "${file}: there is another migration with this number")
  endif()
  if(DEFINED title_${version} AND NOT title_${version} STREQUAL title)
    message(FATAL_ERROR "${file}: up and down of one number have one title")
  endif()
  set(title_${version} "${title}")
  set(${direction}_${version} "${file}")
  list(APPEND versions "${version}")
endforeach()
list(REMOVE_DUPLICATES versions)
list(SORT versions COMPARE NATURAL)

# A text as a string literal. A semicolon would part a CMake list, but here nothing makes one of the text.
function(literal file result)
  if(file)
    file(READ "${file}" text)
    if(text MATCHES "\\)sql\"")
      message(FATAL_ERROR "${file} contains )sql\", which ends the literal it is embedded in")
    endif()
    set(${result} "R\"sql(${text})sql\"" PARENT_SCOPE)
  else()
    set(${result} "\"\"" PARENT_SCOPE)
  endif()
endfunction()

set(rows "")
foreach(version ${versions})
  if(NOT DEFINED up_${version})
    message(FATAL_ERROR "migration ${version} has no .up.sql")
  endif()
  literal("${up_${version}}" up)
  literal("${down_${version}}" down)
  string(REGEX REPLACE "^0+([0-9])" "\\1" number "${version}")
  string(APPEND rows "    {${number}U, \"${title_${version}}\", ${up}, ${down}},\n")
endforeach()

set(table "constexpr std::span<const ecommerce::postgres::Migration> kMigrations;")
if(rows)
  set(table "constexpr ecommerce::postgres::Migration kMigrations[] = {\n${rows}};")
endif()
file(WRITE "${STEM}.h.new" "// Generated from .sql files.
#pragma once

#include <span>

#include \"framework/postgres/migrations.h\"

namespace ${NAMESPACE} {

// By version, as migrate_up() takes them.
std::span<const ecommerce::postgres::Migration> migrations();

}  // namespace ${NAMESPACE}
")
file(WRITE "${STEM}.cc.new" "// Generated from .sql files.
#include \"${HEADER}\"

namespace ${NAMESPACE} {

namespace {
${table}
}  // namespace

std::span<const ecommerce::postgres::Migration> migrations() {
    return kMigrations;
}

}  // namespace ${NAMESPACE}
")
file(RENAME "${STEM}.h.new" "${STEM}.h")
file(RENAME "${STEM}.cc.new" "${STEM}.cc")

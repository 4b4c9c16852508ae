# What the library is linked with, in Debian bookworm's versions or newer.
if(LIAISON_OPENMP)
  find_package(OpenMP REQUIRED COMPONENTS C)
endif()
find_package(PkgConfig REQUIRED)
pkg_check_modules(IGRAPH REQUIRED IMPORTED_TARGET igraph>=0.10.2)
pkg_check_modules(CJSON REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(SIMDJSON REQUIRED IMPORTED_TARGET simdjson)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(B2 REQUIRED IMPORTED_TARGET libb2)
set(LIAISON_DEPENDENCIES PkgConfig::IGRAPH PkgConfig::CJSON
  PkgConfig::ARCHIVE PkgConfig::UTF8PROC PkgConfig::XXHASH PkgConfig::SQLITE
  PkgConfig::SIMDJSON PkgConfig::ZLIB PkgConfig::B2)

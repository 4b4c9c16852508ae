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
# R's mathematics as a library. Its pkg-config file names a folder of headers
# that Debian's package does not have, so it is sought by hand.
find_path(RMATH_HEADERS Rmath.h REQUIRED)
find_library(RMATH_LIBRARY Rmath REQUIRED)
mark_as_advanced(RMATH_HEADERS RMATH_LIBRARY)
set(LIAISON_DEPENDENCIES PkgConfig::IGRAPH PkgConfig::CJSON
  PkgConfig::ARCHIVE PkgConfig::UTF8PROC PkgConfig::XXHASH PkgConfig::SQLITE
  PkgConfig::SIMDJSON PkgConfig::ZLIB PkgConfig::B2 Rmath)

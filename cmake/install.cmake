# Headers, library, program; package files for CMake and pkg-config.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/liaison)
get_target_property(library_type liaison TYPE)

install(TARGETS liaison EXPORT liaison
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS liaison-program
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY include/liaison DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h")
install(FILES LICENSE README.md CHANGELOG.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY schema DESTINATION ${CMAKE_INSTALL_DATADIR}/liaison
  FILES_MATCHING PATTERN "*.schema.json")
if(library_type STREQUAL "SHARED_LIBRARY")
  # The program finds its library beside itself, wherever the tree is moved.
  set_target_properties(liaison-program PROPERTIES
    INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
endif()

# A static library leaves the linking of what it stands on to its user; a
# shared one has done it.
set(LIAISON_MODULES "igraph >= 0.10.2, libcjson, libarchive, libutf8proc, \
libxxhash, sqlite3, simdjson, zlib, libb2")
set(LIAISON_RUNTIME "-lRmath -lstdc++ -lm")
if(LIAISON_OPENMP)
  string(PREPEND LIAISON_RUNTIME "-fopenmp ")
endif()
if(library_type STREQUAL "STATIC_LIBRARY")
  set(LIAISON_IS_STATIC ON)
  set(LIAISON_PC_DEPENDS "Requires: ${LIAISON_MODULES}")
  set(LIAISON_PC_LIBS "-lliaison ${LIAISON_RUNTIME}")
else()
  set(LIAISON_IS_STATIC OFF)
  set(LIAISON_PC_DEPENDS "")
  set(LIAISON_PC_LIBS "-lliaison")
endif()

# ${pcfiledir} keeps liaison.pc true after `cmake --install --prefix`.
file(RELATIVE_PATH LIAISON_PC_PREFIX
  /p/${CMAKE_INSTALL_LIBDIR}/pkgconfig /p)
configure_file(cmake/liaison.pc.in liaison.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/liaison.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(EXPORT liaison NAMESPACE liaison:: FILE liaisonTargets.cmake
  DESTINATION ${package_dir})
configure_package_config_file(cmake/liaisonConfig.cmake.in
  liaisonConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(liaisonConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/liaisonConfig.cmake
  ${PROJECT_BINARY_DIR}/liaisonConfigVersion.cmake
  DESTINATION ${package_dir})

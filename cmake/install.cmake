# Headers, library, program; package files for CMake and pkg-config.

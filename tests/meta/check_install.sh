#!/bin/sh
# Install into a fresh place, then be the user: compile a program against what
# was installed, with pkg-config and with CMake, and run it.
set -eu
source=$(cd "${LIAISON_SOURCE:-$(dirname "$0")/../..}" && pwd)
build=$(dirname "${LIAISON:-$source/build/liaison}")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM

if grep -q '^LIAISON_SANITIZE:STRING=.' "$build/CMakeCache.txt"; then
    echo "skipped: a sanitized library is not for installing"
    exit 77
fi
mkdir "$place/user"
cat >"$place/user/user.c" <<'TEXT'
#include <liaison/graph.h>

int main(void)
{
    const lia_vid source[] = {0, 1}, target[] = {1, 2};
    const lia_pairs pairs = {3, 2, source, target, NULL};
    lia_ties ties;
    if (lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL) != LIA_OK)
        return 1;
    lia_ties_free(&ties);
    return lia_version()[0] == '\0';
}
TEXT
cat >"$place/user/CMakeLists.txt" <<'TEXT'
cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES C)
find_package(liaison 0.1 REQUIRED)
add_executable(user user.c)
target_link_libraries(user PRIVATE liaison::liaison)
TEXT

# use KIND PREFIX: both ways of using what stands in the prefix
use() {
    pc=$(dirname "$(find "$2" -name liaison.pc)")
    lib=$(dirname "$pc")
    [ -x "$2/bin/liaison" ] && "$2/bin/liaison" --version >/dev/null
    # shellcheck disable=SC2046 # flags are words
    PKG_CONFIG_PATH=$pc cc -o "$place/user/by-pkg-config" \
        "$place/user/user.c" \
        $(PKG_CONFIG_PATH=$pc pkg-config --cflags --libs liaison)
    LD_LIBRARY_PATH=$lib "$place/user/by-pkg-config"
    cmake -S "$place/user" -B "$place/user/$1" -G Ninja \
        -DCMAKE_PREFIX_PATH="$2" >"$place/log" 2>&1 &&
        cmake --build "$place/user/$1" >>"$place/log" 2>&1 ||
        { cat "$place/log"; exit 1; }
    "$place/user/$1/user"
    echo "$1: pkg-config and CMake users compile and run"
}

cmake --install "$build" --prefix "$place/prefix" >"$place/log" 2>&1 ||
    { cat "$place/log"; exit 1; }
kind=static
[ -z "$(find "$place/prefix" -name 'libliaison.so')" ] || kind=shared
use "$kind" "$place/prefix"

# A file that is there but not meant to be, or meant to be and not there.
( cd "$source/include" && find liaison -name '*.h' ) | LC_ALL=C sort \
    >"$place/meant"
( cd "$place/prefix/include" && find . -type f ) | sed 's|^\./||' |
    LC_ALL=C sort >"$place/there"
diff "$place/meant" "$place/there"
[ -s "$place/prefix/share/liaison/schema/pods.schema.json" ]

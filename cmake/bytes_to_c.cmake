# cmake -DNAME= -DFILES= -DOUTPUT= -P bytes_to_c.cmake: see embed.cmake
function(to_c output hex)
  string(REGEX REPLACE "(..)" "0x\\1," hex "${hex}")
  string(REPEAT "....." 15 line)
  string(REGEX REPLACE "(${line})" "\\1\n" hex "${hex}")
  set(${output} "${hex}" PARENT_SCOPE)
endfunction()

set(bytes "")
set(size 0)
set(names "")
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  file(SIZE ${file} length)
  math(EXPR size "${size} + ${length}")
  string(APPEND bytes "${hex}")
  cmake_path(GET file FILENAME name)
  string(APPEND names " ${name}")
endforeach()
# The digest is of the files put together, which no command takes as text.
file(WRITE ${OUTPUT}.joined "")
if(FILES)
  execute_process(COMMAND ${CMAKE_COMMAND} -E cat ${FILES}
    OUTPUT_FILE ${OUTPUT}.joined COMMAND_ERROR_IS_FATAL ANY)
endif()
file(SHA256 ${OUTPUT}.joined digest)
file(REMOVE ${OUTPUT}.joined)
to_c(bytes "${bytes}")
to_c(digest "${digest}")
file(WRITE ${OUTPUT} "/* Made from:${names} */
#include <stddef.h>

extern const unsigned char lia_embedded_${NAME}[];
extern const size_t lia_embedded_${NAME}_size;
extern const unsigned char lia_embedded_${NAME}_sha256[32];
const unsigned char lia_embedded_${NAME}[] = {
${bytes}0
};
const size_t lia_embedded_${NAME}_size = ${size};
const unsigned char lia_embedded_${NAME}_sha256[32] = {
${digest}
};
")

# cmake -DNAME= -DFILES= -DOUTPUT= -P bytes_to_c.cmake: see embed.cmake
set(bytes "")
set(size 0)
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  file(SIZE ${file} length)
  math(EXPR size "${size} + ${length}")
  string(REGEX REPLACE "(..)" "0x\\1," hex "${hex}")
  string(APPEND bytes "${hex}")
endforeach()
string(REGEX REPLACE "(.....................................................\
......................)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT} "/* Made from: ${FILES} */
#include <stddef.h>

extern const unsigned char lia_embedded_${NAME}[];
extern const size_t lia_embedded_${NAME}_size;
const unsigned char lia_embedded_${NAME}[] = {
${bytes}0
};
const size_t lia_embedded_${NAME}_size = ${size};
")

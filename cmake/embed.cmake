# Files that the program carries inside itself: texts in other languages, the
# style and script of the report.
#
# liaison_embed(NAME FILE...) puts the files, one after the other, into the
# library as
#     const unsigned char lia_embedded_NAME[];      (a 0 byte follows)
#     const size_t lia_embedded_NAME_size;
# Without a FILE the text is empty: who reads it does without.
function(liaison_embed name)
  set(output ${PROJECT_BINARY_DIR}/embedded/${name}.c)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUTPUT=${output}
      "-DFILES=${ARGN}" -P ${PROJECT_SOURCE_DIR}/cmake/bytes_to_c.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/bytes_to_c.cmake
    COMMENT "Embedding ${name}" VERBATIM)
  target_sources(liaison PRIVATE ${output})
endfunction()

# liaison_embed_catalogue(LANGUAGE): po/LANGUAGE.po, compiled by gettext's
# msgfmt, as lia_embedded_catalogue_LANGUAGE. Without msgfmt the program speaks
# English only.
find_program(MSGFMT msgfmt)
mark_as_advanced(MSGFMT)
if(NOT MSGFMT)
  message(STATUS "No msgfmt (Debian: gettext): English only")
endif()
function(liaison_embed_catalogue language)
  set(source ${PROJECT_SOURCE_DIR}/po/${language}.po)
  set(compiled ${PROJECT_BINARY_DIR}/embedded/${language}.mo)
  if(NOT MSGFMT)
    liaison_embed(catalogue_${language})
    return()
  endif()
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/embedded)
  add_custom_command(OUTPUT ${compiled}
    COMMAND ${MSGFMT} --check --endianness=little --no-hash
      -o ${compiled} ${source}
    DEPENDS ${source} COMMENT "Compiling ${language}.po" VERBATIM)
  liaison_embed(catalogue_${language} ${compiled})
endfunction()

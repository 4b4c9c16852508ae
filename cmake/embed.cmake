# Files that the program carries inside itself: texts in other languages, the
# style and script of the report.
#
# liaison_embed(NAME FILE...) puts the files, one after the other, into the
# library as
#     const unsigned char lia_embedded_NAME[];      (a 0 byte follows)
#     const size_t lia_embedded_NAME_size;
#     const unsigned char lia_embedded_NAME_sha256[32];
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

# liaison_embed_catalogue(LANGUAGE): the catalogues po/LANGUAGE/*.po, one for
# each room that speaks, put together and compiled by gettext, as
# lia_embedded_catalogue_LANGUAGE. Without gettext the program speaks English
# only.
find_program(MSGFMT msgfmt)
find_program(MSGCAT msgcat)
mark_as_advanced(MSGFMT MSGCAT)
if(NOT MSGFMT OR NOT MSGCAT)
  message(STATUS "No msgfmt, msgcat (Debian: gettext): English only")
endif()
function(liaison_embed_catalogue language)
  if(NOT MSGFMT OR NOT MSGCAT)
    liaison_embed(catalogue_${language})
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/po/${language}/*.po)
  set(whole ${PROJECT_BINARY_DIR}/embedded/${language})
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/embedded)
  add_custom_command(OUTPUT ${whole}.mo
    COMMAND ${MSGCAT} --use-first -o ${whole}.po ${sources}
    COMMAND ${MSGFMT} --check --endianness=little --no-hash
      -o ${whole}.mo ${whole}.po
    DEPENDS ${sources} COMMENT "Compiling po/${language}" VERBATIM)
  liaison_embed(catalogue_${language} ${whole}.mo)
endfunction()

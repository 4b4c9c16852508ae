# The style and the script of report.html, embedded in the library.
#
# The script is one text: the parts of D3 that the picture of the network
# needs, with their licence, then ours. D3 comes from Debian's packages
# node-d3-* (files that set the global d3, each after those it needs), from
# D3_FOLDER/d3-*/dist. Without them that picture is the static SVG.
set(page_folder ${PROJECT_SOURCE_DIR}/engine/report/page)
set(D3_FOLDER /usr/share/nodejs CACHE PATH "Where the folders d3-* are")

set(d3_files "")
set(d3_missing "")
foreach(part dispatch selection color interpolate timer ease transition drag
    zoom quadtree)
  set(file ${D3_FOLDER}/d3-${part}/dist/d3-${part}.min.js)
  if(EXISTS ${file})
    list(APPEND d3_files ${file})
  else()
    string(APPEND d3_missing " d3-${part}")
  endif()
endforeach()

set(page_script "")
if(d3_missing)
  message(STATUS "No${d3_missing} in ${D3_FOLDER} (Debian: node-d3-zoom, "
    "node-d3-quadtree): report.html's picture of the network will be static")
else()
  set(page_script ${page_folder}/script/d3_notice.js ${d3_files})
endif()
foreach(part common reading tables picture_data picture_draw picture_panel
    picture)
  list(APPEND page_script ${page_folder}/script/${part}.js)
endforeach()
list(APPEND page_script ${page_folder}/page.js)

liaison_embed(page_css ${page_folder}/page.css)
liaison_embed(page_js ${page_script})

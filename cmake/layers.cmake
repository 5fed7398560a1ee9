find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(generated_dir ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated_dir})

# migrations/*.sql → recado::sql::embedded_migrations() (src/sql/embedded_migrations.h)
file(GLOB migration_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
add_custom_command(
  OUTPUT ${generated_dir}/migrations.cc
  COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/embed_migrations.py
          --out ${generated_dir}/migrations.cc ${migration_files}
  DEPENDS ${migration_files} ${CMAKE_SOURCE_DIR}/tools/embed_migrations.py
  COMMENT "Embedding the migrations" VERBATIM)

# ui/dist → recado::api::embedded_ui() (src/api/embedded_ui.h)
file(GLOB_RECURSE ui_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ui/dist/*)
add_custom_command(
  OUTPUT ${generated_dir}/embedded_ui.cc
  COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/embed_ui.py
          --dist ${CMAKE_SOURCE_DIR}/ui/dist --work ${generated_dir}/ui --out ${generated_dir}/embedded_ui.cc
  DEPENDS ${ui_files} ${CMAKE_SOURCE_DIR}/tools/embed_ui.py
  COMMENT "Embedding the web application" VERBATIM)

# recado_layer(<folder under src> LINKS <targets> [GENERATED <names in build/…/generated>])
# A folder without sources becomes an interface library, so that the tree configures at every moment.
function(recado_layer folder)
  cmake_parse_arguments(arg "" "" "LINKS;GENERATED" ${ARGN})
  string(REPLACE "/" "_" name recado_${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/src/server/main\\.cc$")
  foreach(generated ${arg_GENERATED})
    list(APPEND sources ${generated_dir}/${generated}.cc)
  endforeach()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE recado_flags)
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${arg_LINKS})
    target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
  endif()
  set_property(GLOBAL APPEND PROPERTY RECADO_LAYERS ${name})
endfunction()

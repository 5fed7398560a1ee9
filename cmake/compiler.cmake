# Which compilers are accepted, and the flags of every target.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  message(FATAL_ERROR
    "GCC ${CMAKE_CXX_COMPILER_VERSION} is too old: it miscompiles coroutines (double frees around co_await). "
    "Use clang 19 (script/bootstrap installs it) or GCC 13 or newer.")
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
  message(FATAL_ERROR
    "clang ${CMAKE_CXX_COMPILER_VERSION} is too old: libstdc++ offers it no std::expected. "
    "Use clang 19 (script/bootstrap installs it) or GCC 13 or newer.")
endif()

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(recado_flags INTERFACE)
target_include_directories(recado_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(recado_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi -Wcast-align
  -Wno-missing-field-initializers # designated initialisers name only what differs
  $<$<CXX_COMPILER_ID:Clang>:-Wshorten-64-to-32 -Wstring-conversion -Wloop-analysis -Wunreachable-code
    -Wno-missing-designated-field-initializers -fcolor-diagnostics>)
if(RECADO_WERROR)
  target_compile_options(recado_flags INTERFACE -Werror)
endif()

if(RECADO_SANITIZE STREQUAL "address")
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=undefined)
elseif(RECADO_SANITIZE STREQUAL "thread")
  set(sanitize -fsanitize=thread)
elseif(NOT RECADO_SANITIZE STREQUAL "")
  message(FATAL_ERROR "RECADO_SANITIZE is '${RECADO_SANITIZE}'; it may be empty, address or thread.")
endif()
if(RECADO_SANITIZE)
  add_compile_options(${sanitize} -fno-omit-frame-pointer)
  add_link_options(${sanitize})
  if(RECADO_SANITIZE STREQUAL "address" AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_compile_options(-fsanitize=fuzzer-no-link)
  endif()
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  find_program(RECADO_LLD NAMES ld.lld-19 ld.lld)
  if(RECADO_LLD)
    add_link_options(-fuse-ld=lld)
  endif()
elseif(RECADO_FUZZ)
  message(FATAL_ERROR "The fuzzers need clang.")
endif()

# clang 19 unless -DCMAKE_CXX_COMPILER or CXX says otherwise; ccache when it is there.
if(NOT DEFINED CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
  find_program(RECADO_CLANG NAMES clang++-19)
  if(RECADO_CLANG)
    set(CMAKE_CXX_COMPILER ${RECADO_CLANG})
  endif()
endif()

find_program(RECADO_CCACHE NAMES ccache)
if(RECADO_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths relative to the source tree: build folders with equal flags share their objects.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${RECADO_CCACHE})
endif()

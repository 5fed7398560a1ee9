// Runs a program on a file that a stranger sent: with nothing but that file and a pipe, within limits of time and memory,
// and gone when its time is over. What such a file makes of a decoder stays in that process.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recado::media {

struct ProgramRun {
  std::vector<std::string> words;  // the program's name, looked up in PATH, and its arguments
  int input = -1;                  // what it finds as its standard input, from the beginning
  std::chrono::seconds cpu_time{10};
  std::chrono::milliseconds time{20'000};
  std::size_t memory_bytes = std::size_t{1} << 30;  // of address space
};

// Where the program is; empty when it is not installed.
std::string find_program(std::string_view name);

// True when it ended by itself and said that all went well. `each`: its output as it comes; false ends it.
bool run_program(const ProgramRun& run, const std::function<bool(std::string_view)>& each);

}  // namespace recado::media

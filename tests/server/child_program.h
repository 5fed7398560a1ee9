// The built program as a process of its own: RECADO_BINARY, or the one beside the folder of the tests.
#pragma once

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace recado::server {

class ChildProgram {
 public:
  // Empty when there is none.
  static std::string path();

  // input: what it reads from standard input
  explicit ChildProgram(const std::vector<std::string>& arguments, const std::string& input = {});
  ~ChildProgram();
  ChildProgram(const ChildProgram&) = delete;
  ChildProgram& operator=(const ChildProgram&) = delete;

  // The next line of standard output; none at its end.
  std::optional<std::string> read_line();
  std::optional<std::string> read_error_line();
  // All that is left, to the end.
  std::string read_errors();
  void signal(int number) const;
  // Its exit status, or minus the signal that ended it.
  int wait();

 private:
  pid_t process_ = 0;
  int output_ = -1;
  int errors_ = -1;
};

}  // namespace recado::server

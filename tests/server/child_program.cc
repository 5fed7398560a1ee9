#include "server/child_program.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace recado::server {

namespace {

struct Pipe {
  int read = -1;
  int write = -1;

  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe can be made");
    read = ends[0];
    write = ends[1];
  }
};

std::optional<std::string> read_line_of(int end) {
  std::string line;
  char c = 0;
  while (::read(end, &c, 1) == 1) {
    if (c == '\n') return line;
    line += c;
  }
  if (line.empty()) return {};
  return line;
}

}  // namespace

std::string ChildProgram::path() {
  for (const char* name : {"RECADO_BINARY", "RECADO_BIN"}) {
    if (const char* given = std::getenv(name)) return given;
  }
  const auto beside = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "recado";
  return std::filesystem::exists(beside) ? beside.string() : std::string{};
}

ChildProgram::ChildProgram(const std::vector<std::string>& arguments, const std::string& input) {
  const std::string program = path();
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const Pipe in;
  const Pipe out;
  const Pipe err;
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("no process can be made");
  if (process_ == 0) {
    ::dup2(in.read, STDIN_FILENO);
    ::dup2(out.write, STDOUT_FILENO);
    ::dup2(err.write, STDERR_FILENO);
    ::execv(program.c_str(), argv.data());
    ::_exit(127);
  }
  if (::write(in.write, input.data(), input.size()) < 0) throw std::runtime_error("the program takes no input");
  for (const int end : {in.read, in.write, out.write, err.write}) ::close(end);
  output_ = out.read;
  errors_ = err.read;
}

ChildProgram::~ChildProgram() {
  if (process_ != 0) {
    signal(SIGKILL);
    wait();
  }
  ::close(output_);
  ::close(errors_);
}

std::optional<std::string> ChildProgram::read_line() { return read_line_of(output_); }

std::optional<std::string> ChildProgram::read_error_line() { return read_line_of(errors_); }

std::string ChildProgram::read_errors() {
  std::string text;
  std::array<char, 4096> part{};
  for (ssize_t count = 0; (count = ::read(errors_, part.data(), part.size())) > 0;) {
    text.append(part.data(), static_cast<std::size_t>(count));
  }
  return text;
}

void ChildProgram::signal(int number) const { ::kill(process_, number); }

int ChildProgram::wait() {
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace recado::server

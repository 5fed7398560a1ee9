#include "media/program_run.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "media/file_handle.h"

namespace recado::media {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

// Everything that the child needs is made before it exists: between fork and exec nothing may be allocated.
struct Prepared {
  explicit Prepared(const ProgramRun& run) : path(find_program(run.words.front())), words(run.words) {
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    for (std::string& variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);
  }

  std::string path;
  std::vector<std::string> words;
  std::vector<char*> arguments;
  // Decoders that libvips itself does not trust stay shut; one thread is enough for one file.
  std::array<std::string, 6> variables{"PATH=/usr/bin:/bin",     "HOME=/nonexistent",  "LC_ALL=C.UTF-8",
                                       "VIPS_BLOCK_UNTRUSTED=1", "VIPS_CONCURRENCY=1", "MALLOC_ARENA_MAX=1"};
  std::vector<char*> environment;
};

void limit(decltype(RLIMIT_AS) what, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(what, &both);
}

[[noreturn]] void become(const Prepared& prepared, const ProgramRun& run, int output) {
  constexpr int k_cannot_run = 127;
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  ::signal(SIGXFSZ, SIG_IGN);  // a write to a file fails instead of killing: some libraries try and go on without
  ::signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nowhere = ::open("/dev/null", O_WRONLY);
  const bool is_wired = ::dup2(run.input, 0) == 0 && ::dup2(output, 1) == 1 && ::dup2(nowhere, 2) == 2;
  ::close_range(3, ~0U, 0);
  limit(RLIMIT_AS, run.memory_bytes);
  limit(RLIMIT_CPU, static_cast<rlim_t>(run.cpu_time.count()));
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
  if (is_wired && ::chdir("/") == 0) {
    ::execve(prepared.path.c_str(), prepared.arguments.data(), prepared.environment.data());
  }
  ::_exit(k_cannot_run);
}

int milliseconds_until(SteadyTime end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

// False when the time is over or `each` has had enough.
bool read_output(int pipe, SteadyTime end, const std::function<bool(std::string_view)>& each) {
  std::array<char, 64 * 1024> room;
  while (true) {
    pollfd waiting{pipe, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, milliseconds_until(end));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    const ssize_t count = ::read(pipe, room.data(), room.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) return true;
    if (!each({room.data(), static_cast<std::size_t>(count)})) return false;
  }
}

bool wait_until_gone(pid_t child, SteadyTime end) {
  const FileHandle handle{static_cast<int>(::syscall(SYS_pidfd_open, child, 0))};
  pollfd waiting{handle.get(), POLLIN, 0};
  while (handle) {
    const int ready = ::poll(&waiting, 1, milliseconds_until(end));
    if (ready < 0 && errno == EINTR) continue;
    return ready > 0;
  }
  return false;
}

}  // namespace

std::string find_program(std::string_view name) {
  for (const std::string folder : {"/usr/bin/", "/usr/local/bin/", "/bin/"}) {
    const std::string path = folder + std::string{name};
    if (::access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

bool run_program(const ProgramRun& run, const std::function<bool(std::string_view)>& each) {
  const Prepared prepared{run};
  std::array<int, 2> ends{-1, -1};
  if (prepared.path.empty() || ::lseek(run.input, 0, SEEK_SET) != 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return false;
  }
  const FileHandle from_child{ends[0]};
  FileHandle to_us{ends[1]};
  const auto end = std::chrono::steady_clock::now() + run.time;
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) become(prepared, run, to_us.get());
  to_us = FileHandle{};
  const bool is_read = read_output(from_child.get(), end, each);
  if (!is_read || !wait_until_gone(child, end)) {
    ::kill(-child, SIGKILL);
    ::kill(child, SIGKILL);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return is_read && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace recado::media

#include "simulator/journal.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "simulator/fact_json.h"

namespace recado::simulator {

Result<Journal> Journal::open(std::filesystem::path file, World& world) {
  std::ifstream in(file, std::ios::binary);
  std::int64_t unread = 0;
  for (std::string line; std::getline(in, line);) {
    const auto fact = parse_fact(line);
    if (fact) {
      play(world, *fact);
    } else if (!line.empty()) {
      ++unread;
    }
  }
  if (unread > 0) log::warn("simulator_state_unread", {{"file", file.string()}, {"lines", unread}});
  Journal journal(std::move(file));
  if (auto written = journal.rewrite(world); !written) return written.error();
  return journal;
}

void Journal::write(const Fact& fact) {
  std::string line = fact_line(fact);
  line += '\n';
  bytes_ += line.size();
  std::fwrite(line.data(), 1, line.size(), file_.get());
}

void Journal::append(const std::vector<Fact>& facts) {
  if (!file_) return;
  for (const auto& fact : facts) write(fact);
  if (std::fflush(file_.get()) != 0) log::error("simulator_state_not_written", {{"why", std::strerror(errno)}});
}

Result<void> Journal::rewrite(const World& world) {
  const auto failed = [&](const char* what) {
    return unavailable(std::string{what} + " " + path_.string() + ": " + std::strerror(errno),
                       "Choose another state file, or make its folder writable.");
  };
  auto beside = path_;
  beside += ".new";
  // Holds access tokens: for the owner only.
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return failed("cannot write");
  file_.reset(::fdopen(descriptor, "w"));
  if (!file_) return failed("cannot write");
  bytes_ = 0;
  for (const auto& fact : facts_of(world)) write(fact);
  if (std::fflush(file_.get()) != 0 || ::fsync(descriptor) != 0) return failed("cannot write");
  if (std::rename(beside.c_str(), path_.c_str()) != 0) return failed("cannot replace");
  bytes_when_rewritten_ = bytes_;
  return {};
}

}  // namespace recado::simulator

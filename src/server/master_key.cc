#include "server/master_key.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace recado::server {

namespace {

constexpr mode_t k_owner_only = 0600;

Result<crypto::MasterKey> key_from(const std::string& base64, const std::string& source) {
  const auto bytes = crypto::from_base64(base64.substr(0, base64.find_last_not_of(" \t\r\n") + 1));
  if (!bytes || bytes->size() != crypto::MasterKey::k_bytes) {
    return invalid("master_key", fmt::format("{} is not a master key: 32 bytes in base64.", source),
                   "Put back the key of this data folder from the backup. Without it stored secrets cannot be read.");
  }
  return crypto::MasterKey::from_bytes(*bytes);
}

std::string reason() { return std::strerror(errno); }

bool write_all(int file, std::string_view text) {
  return ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
}

}  // namespace

Result<crypto::MasterKey> load_master_key(const Config& config) {
  if (!config.master_key.empty()) return key_from(config.master_key, "RECADO_MASTER_KEY");
  const std::string path = config.master_key_path();
  struct stat facts{};
  if (::stat(path.c_str(), &facts) != 0) {
    return not_found(fmt::format("The master key {} cannot be read: {}.", path, reason()),
                     fmt::format("Run `recado init --data {}`, or put the key back from the backup.", config.data));
  }
  if ((facts.st_mode & 077) != 0) {
    return invalid(
        "master_key_file",
        fmt::format("Others than its owner may read the master key {} (mode {:04o}).", path, facts.st_mode & 07777),
        fmt::format("Run: chmod 600 {}", path));
  }
  std::ifstream file{path, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (!file) return unavailable(fmt::format("The master key {} cannot be read.", path), "Check who owns the file.");
  return key_from(text, path);
}

Result<crypto::MasterKey> create_master_key(const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, k_owner_only);
  if (file < 0) {
    if (errno == EEXIST) return conflict(fmt::format("There is a master key {} already.", path));
    return unavailable(fmt::format("The master key {} cannot be written: {}.", path, reason()));
  }
  const auto key = crypto::MasterKey::generate();
  const bool is_written = write_all(file, crypto::to_base64(key.bytes()) + "\n");
  const std::string why = is_written ? "" : reason();
  ::close(file);
  if (is_written) return key;
  ::unlink(path.c_str());
  return unavailable(fmt::format("The master key {} cannot be written: {}.", path, why));
}

}  // namespace recado::server

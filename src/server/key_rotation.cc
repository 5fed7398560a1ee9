#include "server/key_rotation.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

#include "server/installation.h"
#include "server/master_key.h"
#include "store/sql_store.h"

namespace recado::server {

namespace {

// At every moment there is a key under `path`.
Result<void> replace_key(const std::string& path) {
  const std::string old = path + ".old";
  ::unlink(old.c_str());
  if (::link(path.c_str(), old.c_str()) == 0 && std::rename((path + ".new").c_str(), path.c_str()) == 0) return {};
  return unavailable("The new key cannot be put into the place of " + path + ": " + std::strerror(errno) + ".",
                     "Check who may write to its folder, then run the command again.");
}

// The key that an earlier call has made, or a new one.
Result<crypto::MasterKey> next_key(const Config& config, const std::string& path) {
  Config other = config;
  other.master_key_file = path;
  auto key = load_master_key(other);
  if (key || key.error().code != ErrorCode::not_found) return key;
  return create_master_key(path);
}

}  // namespace

Result<std::int64_t> rotate_key(const Config& config) {
  if (!config.master_key.empty()) {
    return conflict("The master key comes from RECADO_MASTER_KEY, where this command cannot change it.",
                    "Write the key into a file, name it with master_key_file, unset the variable, and run it again.");
  }
  auto database = open_existing_database(config);
  if (!database) return std::move(database).error();
  const auto old_key = load_master_key(config);
  if (!old_key) return old_key.error();
  const std::string path = config.master_key_path();
  const auto new_key = next_key(config, path + ".new");
  if (!new_key) return new_key.error();
  // An earlier call may have been broken off between the commit and the renaming.
  const auto is_done = store::opens_under(**database, *new_key);
  const auto is_open = store::opens_under(**database, *old_key);
  if (!is_done || !is_open) return is_done ? is_open.error() : is_done.error();
  std::int64_t count = 0;
  if (*is_open) {
    const auto sealed = store::reseal_all(**database, *old_key, *new_key);
    if (!sealed) return sealed.error();
    count = *sealed;
  } else if (!*is_done) {
    return internal("The stored secrets open neither with the old key nor with the new one.",
                    "Put back the key of this data folder from the backup.");
  }
  (*database)->close();
  if (auto replaced = replace_key(path); !replaced) return replaced.error();
  return count;
}

}  // namespace recado::server

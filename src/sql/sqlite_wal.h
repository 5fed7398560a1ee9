// How long the WAL of one SQLite file is and how much of it has been moved into the file: what the writer and the
// checkpointer tell each other.
#pragma once

#include <atomic>
#include <cstdint>

namespace recado::sql {

struct SqliteWal {
  static constexpr int k_page_bytes = 4096;
  // From here on the writer begins it anew as soon as almost all of it has been moved.
  static constexpr int k_long = 64 * 1024 * 1024 / k_page_bytes;
  // From here on it does so in any case, and moves the rest itself.
  static constexpr int k_longest = 256 * 1024 * 1024 / k_page_bytes;

  std::atomic<std::uint64_t> commits = 0;  // grows with every one
  std::atomic<int> pages = 0;              // as the last commit left it
  std::atomic<int> moved = 0;              // of these, as the last checkpoint left them
};

}  // namespace recado::sql

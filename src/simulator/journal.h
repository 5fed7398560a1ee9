// Keeps a World in a file: one line of JSON a fact, rewritten from time to time as the shortest list that says the same.
// What a crash of the program tears off is at most the last line.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "simulator/facts.h"

namespace recado::simulator {

class Journal {
 public:
  // Reads `file`, where there is one, into `world` and rewrites it. Fails with `unavailable` when it cannot be written.
  static Result<Journal> open(std::filesystem::path file, World& world);

  // Written through to the system before it returns.
  void append(const std::vector<Fact>& facts);
  // True when the file has grown so far past what it says that rewriting is worth it.
  bool is_long() const { return bytes_ > k_smallest_rewrite && bytes_ > 4 * bytes_when_rewritten_; }
  Result<void> rewrite(const World& world);

 private:
  static constexpr std::size_t k_smallest_rewrite = 4 * 1024 * 1024;
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  explicit Journal(std::filesystem::path path) : path_(std::move(path)) {}
  void write(const Fact& fact);

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::size_t bytes_ = 0;
  std::size_t bytes_when_rewritten_ = 0;
};

}  // namespace recado::simulator

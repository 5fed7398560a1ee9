// Sealing of files piece by piece: libsodium's secretstream in pieces of 64 KiB. What is cut off, moved or changed does not
// open; the length of a file shows, its content does not.
//
// A sealed file is 4 bytes "RMF1", the 24 bytes of the stream's header, then the pieces, each 17 bytes longer than what it
// holds. The last is marked as such, and may be empty.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace recado::media {

constexpr std::size_t k_piece_bytes = std::size_t{64} * 1024;
constexpr std::size_t k_seal_bytes = 17;
constexpr std::size_t k_file_head_bytes = 28;

std::string make_file_key();

class Sealer {
 public:
  explicit Sealer(std::string_view key);
  ~Sealer();
  Sealer(const Sealer&) = delete;
  Sealer& operator=(const Sealer&) = delete;

  std::string head() const;
  // bytes: exactly k_piece_bytes, fewer with the last. The result is valid until the next call.
  std::string_view seal(std::string_view bytes, bool is_last);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Opener {
 public:
  explicit Opener(std::string_view key);
  ~Opener();
  Opener(const Opener&) = delete;
  Opener& operator=(const Opener&) = delete;

  // head: k_file_head_bytes. Errors: internal.
  Result<void> begin(std::string_view head);
  // piece: as it was sealed. Errors: internal when it does not open.
  Result<std::string_view> open(std::string_view piece);
  bool is_done() const;  // the last piece has been opened

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recado::media

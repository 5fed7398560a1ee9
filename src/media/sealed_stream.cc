#include "media/sealed_stream.h"

#include <sodium.h>

#include <cstdlib>

namespace recado::media {

namespace {

static_assert(k_seal_bytes == crypto_secretstream_xchacha20poly1305_ABYTES);
constexpr std::string_view k_mark = "RMF1";
static_assert(k_file_head_bytes == k_mark.size() + crypto_secretstream_xchacha20poly1305_HEADERBYTES);

using Buffer = std::array<unsigned char, k_piece_bytes + k_seal_bytes>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string_view text_of(const Buffer& buffer, unsigned long long size) {
  return {reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(size)};
}

Error unreadable() {
  return internal("A stored file does not open with its key: it was cut short or changed.",
                  "Fetch the file again, or put the media folder back from the backup.");
}

}  // namespace

std::string make_file_key() {
  if (sodium_init() < 0) std::abort();
  std::string key(crypto_secretstream_xchacha20poly1305_KEYBYTES, '\0');
  crypto_secretstream_xchacha20poly1305_keygen(reinterpret_cast<unsigned char*>(key.data()));
  return key;
}

struct Sealer::State {
  crypto_secretstream_xchacha20poly1305_state stream{};
  std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES> header{};
  Buffer buffer;
};

Sealer::Sealer(std::string_view key) : state_(std::make_unique<State>()) {
  if (sodium_init() < 0 || key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES) std::abort();
  crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, state_->header.data(), bytes_of(key));
}

Sealer::~Sealer() { sodium_memzero(&state_->stream, sizeof state_->stream); }

std::string Sealer::head() const {
  return std::string{k_mark} + std::string{reinterpret_cast<const char*>(state_->header.data()), state_->header.size()};
}

std::string_view Sealer::seal(std::string_view bytes, bool is_last) {
  unsigned long long size = 0;
  const unsigned char tag = is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
  crypto_secretstream_xchacha20poly1305_push(&state_->stream, state_->buffer.data(), &size, bytes_of(bytes),
                                             bytes.size(), nullptr, 0, tag);
  return text_of(state_->buffer, size);
}

struct Opener::State {
  crypto_secretstream_xchacha20poly1305_state stream{};
  std::string key;
  Buffer buffer;
  bool done = false;
};

Opener::Opener(std::string_view key) : state_(std::make_unique<State>()) { state_->key = key; }

Opener::~Opener() {
  sodium_memzero(&state_->stream, sizeof state_->stream);
  sodium_memzero(state_->key.data(), state_->key.size());
}

Result<void> Opener::begin(std::string_view head) {
  if (sodium_init() < 0) std::abort();
  const bool is_ours = head.size() == k_file_head_bytes && head.starts_with(k_mark) &&
                       state_->key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES;
  if (!is_ours || crypto_secretstream_xchacha20poly1305_init_pull(&state_->stream, bytes_of(head.substr(k_mark.size())),
                                                                  bytes_of(state_->key)) != 0) {
    return unreadable();
  }
  return {};
}

Result<std::string_view> Opener::open(std::string_view piece) {
  unsigned long long size = 0;
  unsigned char tag = 0;
  if (state_->done || piece.size() < k_seal_bytes || piece.size() > k_piece_bytes + k_seal_bytes ||
      crypto_secretstream_xchacha20poly1305_pull(&state_->stream, state_->buffer.data(), &size, &tag, bytes_of(piece),
                                                 piece.size(), nullptr, 0) != 0) {
    return unreadable();
  }
  state_->done = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return text_of(state_->buffer, size);
}

bool Opener::is_done() const { return state_->done; }

}  // namespace recado::media

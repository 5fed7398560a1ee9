#include "net/large_bodies.h"

#include <algorithm>

namespace recado::net {

void LargeBodies::allow(std::string method, std::string path, std::size_t bytes) {
  allowed_.push_back({std::move(method), std::move(path), bytes});
}

std::size_t LargeBodies::largest() const {
  std::size_t most = 0;
  for (const Allowed& each : allowed_) most = std::max(most, each.bytes);
  return most;
}

std::size_t LargeBodies::allowed(std::string_view method, std::string_view raw_path) const {
  const auto found = std::ranges::find_if(
      allowed_, [&](const Allowed& each) { return each.method == method && each.path == raw_path; });
  return found == allowed_.end() ? 0 : found->bytes;
}

std::shared_ptr<const void> LargeBodies::take(std::size_t bytes, std::size_t most) {
  if (held_->fetch_add(bytes) + bytes > most) {
    held_->fetch_sub(bytes);
    return nullptr;
  }
  // The bytes outlive the server with the request that holds them.
  return {held_.get(), [held = held_, bytes](const void*) { held->fetch_sub(bytes); }};
}

}  // namespace recado::net

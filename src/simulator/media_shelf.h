// Media that were uploaded, by the business or for a customer, in memory: they do not survive a restart.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace recado::simulator {

struct Media {
  std::string id;
  std::string number_id;
  std::string mime;
  std::string sha256_hex;
  std::shared_ptr<const std::string> bytes;
};

class MediaShelf {
 public:
  static constexpr std::chrono::minutes k_url_time{5};

  MediaShelf();

  Media put(std::string number_id, std::string mime, std::string bytes);
  std::optional<Media> find(const std::string& id) const;
  bool remove(const std::string& id);

  // The path and query under which the bytes can be fetched until k_url_time after `now`.
  std::string download_target(const std::string& id, UtcMs now) const;
  // Empty when the link is not one of ours or has expired.
  std::optional<Media> open(std::string_view id, std::string_view expires, std::string_view hash, UtcMs now) const;

 private:
  static constexpr std::size_t k_most_bytes = 512 * 1024 * 1024;
  std::string sign(std::string_view id, std::string_view expires) const;

  std::string link_key_;
  mutable std::mutex mutex_;
  std::map<std::string, Media> media_;
  std::deque<std::string> oldest_first_;
  std::size_t bytes_ = 0;
};

}  // namespace recado::simulator

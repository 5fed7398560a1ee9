#include "simulator/media_shelf.h"

#include <cstdlib>
#include <utility>

#include "base/crypto.h"
#include "simulator/ids.h"

namespace recado::simulator {

MediaShelf::MediaShelf() : link_key_(crypto::random_bytes(32)) {}

Media MediaShelf::put(std::string number_id, std::string mime, std::string bytes) {
  Media media{.id = new_decimal_id(16), .number_id = std::move(number_id), .mime = std::move(mime)};
  media.sha256_hex = crypto::sha256_hex(bytes);
  media.bytes = std::make_shared<const std::string>(std::move(bytes));
  const std::lock_guard lock(mutex_);
  bytes_ += media.bytes->size();
  media_[media.id] = media;
  oldest_first_.push_back(media.id);
  while (bytes_ > k_most_bytes && oldest_first_.size() > 1) {
    if (const auto oldest = media_.find(oldest_first_.front()); oldest != media_.end()) {
      bytes_ -= oldest->second.bytes->size();
      media_.erase(oldest);
    }
    oldest_first_.pop_front();
  }
  return media;
}

std::optional<Media> MediaShelf::find(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = media_.find(id);
  if (found == media_.end()) return {};
  return found->second;
}

bool MediaShelf::remove(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = media_.find(id);
  if (found == media_.end()) return false;
  bytes_ -= found->second.bytes->size();
  media_.erase(found);
  return true;
}

std::string MediaShelf::download_target(const std::string& id, UtcMs now) const {
  const std::string expires = std::to_string(count_ms(now + k_url_time) / 1000);
  return "/whatsapp_business/attachments/?mid=" + id + "&source=getMedia&ext=" + expires + "&hash=" + sign(id, expires);
}

std::optional<Media> MediaShelf::open(std::string_view id, std::string_view expires, std::string_view hash,
                                      UtcMs now) const {
  if (!crypto::equal_in_constant_time(hash, sign(id, expires))) return {};
  if (utc_seconds(std::atoll(std::string{expires}.c_str())) <= now) return {};
  return find(std::string{id});
}

std::string MediaShelf::sign(std::string_view id, std::string_view expires) const {
  return crypto::hmac_sha256_hex(link_key_, std::string{id} + ' ' + std::string{expires}).substr(0, 40);
}

}  // namespace recado::simulator

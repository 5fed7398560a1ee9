// Which requests may have a larger body than the others, and how much of such bodies is held at one time: what is uploaded
// must not fill the memory, however many upload at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recado::net {

class LargeBodies {
 public:
  // Before the start.
  void allow(std::string method, std::string path, std::size_t bytes);
  std::size_t largest() const;
  // Zero for requests that are like all others.
  std::size_t allowed(std::string_view method, std::string_view raw_path) const;
  // Held until it is dropped; null when `most` would be exceeded.
  std::shared_ptr<const void> take(std::size_t bytes, std::size_t most);

 private:
  struct Allowed {
    std::string method;
    std::string path;
    std::size_t bytes = 0;
  };
  std::vector<Allowed> allowed_;
  std::shared_ptr<std::atomic<std::size_t>> held_ = std::make_shared<std::atomic<std::size_t>>(0);
};

}  // namespace recado::net

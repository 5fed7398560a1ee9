#include "net/server_core.h"

#include <exception>
#include <string>

#include "base/log.h"

namespace recado::net {

Response ServerCore::problem(int status, std::string_view message) const {
  if (problems) {
    try {
      Response response = problems(status, message);
      response.status = status;
      return response;
    } catch (const std::exception& error) {
      log::error("problem_page_failed", {{"what", std::string_view{error.what()}}});
    }
  }
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.body = std::string{message} + "\n";
  return response;
}

void ServerCore::closed() {
  if (open_.fetch_sub(1, std::memory_order_acq_rel) != 1 || !draining) return;
  const std::scoped_lock lock{mutex_};
  all_closed_.notify_all();
}

bool ServerCore::wait_until_all_closed(std::chrono::milliseconds wait) {
  std::unique_lock lock{mutex_};
  return all_closed_.wait_for(lock, wait, [this] { return open() == 0; });
}

}  // namespace recado::net

#include "base/background.h"

#include <sys/resource.h>
#include <unistd.h>
#include <cstdlib>

namespace recado {

void become_background_thread() {
  const int k_nice = std::getenv("X_NICE") ? std::atoi(std::getenv("X_NICE")) : 10;
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), k_nice);
}

}  // namespace recado

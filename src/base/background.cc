#include "base/background.h"

#include <sys/resource.h>
#include <unistd.h>

namespace recado {

void become_background_thread() {
  constexpr int k_nice = 10;  // each step is worth about a quarter: sched(7)
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), k_nice);
}

}  // namespace recado

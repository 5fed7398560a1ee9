// Whether a provider can be reached from here, and whether its clock and ours agree.
#pragma once

#include <string>

#include "server/doctor.h"

namespace recado::server {

Finding check_provider(const std::string& base_url, const Clock& clock);

}  // namespace recado::server

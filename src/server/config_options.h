// The configuration keys as options of a command: "--port 8080" for port, and "--config FILE".
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/config.h"

namespace CLI {
class App;
}

namespace recado::server {

class ConfigOptions {
 public:
  // keys: which of them the command offers; empty means all
  ConfigOptions(CLI::App& command, const std::vector<std::string_view>& keys);

  // After the command line was read. Sets the log level too. Errors as load_config.
  Result<LoadedConfig> load() const;

 private:
  struct Given {
    std::map<std::string, std::string> flags;  // by key
    std::string file;
  };
  std::shared_ptr<Given> given_ = std::make_shared<Given>();
};

}  // namespace recado::server

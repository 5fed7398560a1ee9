// What the program is told about its surroundings. Later sources win: defaults, the TOML file, RECADO_* variables, flags.
// The commands load it; Program and doctor are given it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/log.h"
#include "base/result.h"

namespace recado::server {

struct Config {
  std::string data = "data";  // the data folder
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;         // 0: any free one
  std::string public_url;            // how browsers and providers reach the program; empty: its own address
  bool behind_proxy = false;         // X-Forwarded-* come from a proxy of ours and are believed
  std::string database = "sqlite:";  // "sqlite:" is recado.db in the data folder; "sqlite:PATH"; "postgresql://…"
  int io_threads = 2;
  int worker_threads = 8;
  int delivery_threads = 16;
  int node = 0;
  log::Level log_level = log::Level::info;
  std::string master_key_file;  // empty: master.key in the data folder
  std::string master_key;       // base64; from RECADO_MASTER_KEY only
  std::string meta_graph_url = "https://graph.facebook.com";
  std::string media_store = "disk";  // or "s3"
  std::string media_folder;          // empty: media in the data folder; with s3 the spool
  std::string media_s3_endpoint;
  std::string media_s3_bucket;
  std::string media_s3_region = "us-east-1";
  std::string media_s3_access_key;
  std::string media_s3_secret_key;  // from RECADO_MEDIA_S3_SECRET_KEY only
  int media_threads = 2;
  bool sandbox = false;
  std::string simulator_address = "127.0.0.1";
  std::uint16_t simulator_port = 0;
  std::int64_t webhook_bytes = std::int64_t{3} << 20;
  int connections = 20'000;
  int queued_requests = 1024;
  int intake_backlog = 200'000;
  int drain_seconds = 20;

  std::string database_url() const;       // with the path of the SQLite file
  std::string master_key_path() const;    // with the default
  std::string media_folder_path() const;  // with the default
  bool is_postgres() const { return database.starts_with("postgres"); }
};

struct ConfigSources {
  std::map<std::string, std::string> flags;  // by key: {"meta.graph_url", "https://…"}
  std::optional<std::string> file;           // --config; none: recado.toml in the data folder, if it is there
  std::function<std::optional<std::string>(const std::string& variable)> environment;
};

struct LoadedConfig {
  Config config;
  std::map<std::string, std::string> set_by;  // key → "recado.toml:3", "RECADO_PORT", "--port"; absent: the default
};

// `invalid`: the message has one line for every mistake in any source, each with the source, the key and what is allowed.
Result<LoadedConfig> load_config(const ConfigSources& sources);

// The environment of this process.
std::optional<std::string> environment_variable(const std::string& name);

// The effective configuration as TOML, with the source of each value; secrets as "(set)".
std::string print_config(const LoadedConfig& loaded);

}  // namespace recado::server

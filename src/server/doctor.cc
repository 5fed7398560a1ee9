#include "server/doctor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "media/object_store.h"
#include "media/previewer.h"
#include "server/after_commit_fanout.h"
#include "server/doctor_provider.h"
#include "server/installation.h"
#include "server/master_key.h"
#include "server/media_parts.h"
#include "server/stores.h"

namespace recado::server {

namespace {

using Grade = Finding::Grade;
using namespace std::chrono_literals;

constexpr std::uintmax_t k_little_space = std::uintmax_t{2} << 30;
constexpr std::uintmax_t k_no_space = std::uintmax_t{200} << 20;
constexpr auto k_slow_commit = 50ms;
constexpr auto k_clock_off = 5s;
constexpr int k_large_backlog = 1000;

std::string without_stop(const std::string& text) {
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

Finding failed(std::string name, const Error& error) {
  return {Grade::fail, std::move(name), without_stop(error.message), without_stop(error.next_step)};
}

Finding check_disk(const Config& config) {
  std::error_code error;
  const auto space = std::filesystem::space(config.data, error);
  if (error) {
    return {Grade::fail, "disk", fmt::format("{} cannot be examined: {}", config.data, error.message()),
            "make the folder with `recado init`, or give another with --data"};
  }
  const auto what = fmt::format("{:.1f} GB free in {}", static_cast<double>(space.available) / 1e9, config.data);
  if (space.available < k_no_space) return {Grade::fail, "disk", what, "make room: nothing can be stored soon"};
  if (space.available < k_little_space) return {Grade::warn, "disk", what, "make room"};
  return {Grade::ok, "disk", what, {}};
}

Finding check_media(const Config& config) {
  const std::string where =
      config.media_store == "s3" ? config.media_s3_endpoint + "/" + config.media_s3_bucket : config.media_folder_path();
  net::HttpClient http;
  const auto objects = make_media_objects(config, http);
  const auto checked = media::check_objects(*objects);
  if (!checked) return failed("media", checked.error());
  const std::string missing = media::missing_programs();
  if (missing.empty()) return {Grade::ok, "media", fmt::format("files can be kept in {}", where), {}};
  return {Grade::warn, "media", fmt::format("files can be kept in {}; not installed: {}", where, missing),
          "install ffmpeg and libvips-tools: without them there are no thumbnails, waveforms and voice messages"};
}

class Examination {
 public:
  Examination(const Config& config, const Clock& clock) : config_(config), clock_(clock) {}

  std::vector<Finding> run() {
    add({Grade::ok,
         "configuration",
         fmt::format("data folder {}, database {}", config_.data,
                     config_.is_postgres() ? "PostgreSQL" : config_.database_url()),
         {}});
    add(check_disk(config_));
    const auto key = load_master_key(config_);
    const auto any_key = key ? *key : crypto::MasterKey::generate();
    add(check_media(config_));
    add(key ? Finding{Grade::ok, "key", "the master key can be read", {}} : failed("key", key.error()));
    const auto database = open_existing_database(config_);
    if (!database) {
      add(failed("database", database.error()));
      return std::move(findings_);
    }
    if (!check_version(**database)) return std::move(findings_);
    AfterCommitFanout nobody;
    Stores stores{**database, any_key, config_.node, nobody};
    check_writing(*stores.housekeeping);
    check_clock(*stores.housekeeping);
    check_backlog(*stores.journal);
    if (key) check_connections(*stores.connections);
    (*database)->close();
    return std::move(findings_);
  }

 private:
  void add(Finding finding) { findings_.push_back(std::move(finding)); }

  bool check_version(sql::Database& database) {
    const auto version = database.version();
    if (!version) {
      add(failed("database", version.error()));
      return false;
    }
    const int newest = std::ranges::max(sql::embedded_migrations(), {}, &sql::EmbeddedMigration::number).number;
    const auto what = fmt::format("reachable, version {} of {}", *version, newest);
    if (*version == 0) {
      add({Grade::fail, "database", "reachable and empty", "run `recado init`"});
    } else if (*version > newest) {
      add({Grade::fail, "database", what, "start a newer recado: this one is older than the database"});
    } else if (*version < newest) {
      add({Grade::warn, "database", what, "run `recado migrate`, or let `recado serve` do it; take a backup first"});
    } else {
      add({Grade::ok, "database", what, {}});
    }
    return *version == newest;
  }

  void check_writing(Housekeeping& housekeeping) {
    std::array<std::chrono::steady_clock::duration, 5> times{};
    for (auto& time : times) {
      const auto begun = std::chrono::steady_clock::now();
      if (const auto written = housekeeping.write_probe(); !written) return add(failed("writing", written.error()));
      time = std::chrono::steady_clock::now() - begun;
    }
    std::ranges::sort(times);
    const auto median = times[times.size() / 2];
    const auto what =
        fmt::format("a commit takes {:.1f} ms", std::chrono::duration<double, std::milli>(median).count());
    if (median > k_slow_commit)
      return add({Grade::warn, "writing", what, "use a faster disk: every webhook waits for a commit"});
    add({Grade::ok, "writing", what, {}});
  }

  void check_clock(Housekeeping& housekeeping) {
    const auto theirs = housekeeping.database_time();
    if (!theirs) return add(failed("clock", theirs.error()));
    const auto off = std::chrono::abs(*theirs - clock_.now());
    const auto what = fmt::format("{} ms from the database's", off.count());
    if (off > k_clock_off)
      return add({Grade::fail, "clock", what, "synchronise the clocks (timedatectl set-ntp true)"});
    add({Grade::ok, "clock", what, {}});
  }

  void check_backlog(ReceiptJournal& journal) {
    const auto through = journal.applied_through();
    if (!through) return add(failed("webhooks", through.error()));
    const auto pending = journal.pending(*through, k_large_backlog);
    if (!pending) return add(failed("webhooks", pending.error()));
    const auto what = pending->size() < k_large_backlog
                          ? fmt::format("{} deliveries wait to be applied", pending->size())
                          : fmt::format("{} deliveries or more wait to be applied", k_large_backlog);
    if (pending->empty()) return add({Grade::ok, "webhooks", "every delivery is applied", {}});
    if (pending->size() < k_large_backlog) return add({Grade::ok, "webhooks", what, {}});
    add({Grade::warn, "webhooks", what, "see that `recado serve` runs, and look at its log"});
  }

  void check_connections(Connections& connections) {
    const auto known = connections.all();
    if (!known) return add(failed("connections", known.error()));
    std::set<std::string> base_urls;
    for (const auto& each : *known) {
      if (each.connection.status == ConnectionStatus::connected) base_urls.insert(each.connection.base_url);
    }
    if (base_urls.empty()) base_urls.insert(config_.meta_graph_url);
    for (const std::string& url : base_urls) add(check_provider(url, clock_));
  }

  const Config& config_;
  const Clock& clock_;
  std::vector<Finding> findings_;
};

}  // namespace

std::string Finding::line() const {
  constexpr std::array k_words{"ok", "warn", "fail"};
  return fmt::format("{} {}: {}{}{}", k_words[static_cast<std::size_t>(grade)], name, what,
                     what_to_do.empty() ? "" : ", ", what_to_do);
}

std::vector<Finding> examine(const Config& config, const Clock& clock) { return Examination{config, clock}.run(); }

}  // namespace recado::server

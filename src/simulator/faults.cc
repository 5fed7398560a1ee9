#include "simulator/faults.h"

#include <boost/json.hpp>

#include <array>
#include <span>

#include "base/json_writer.h"

namespace recado::simulator {

namespace {

constexpr std::array<std::string_view, 11> k_send_faults = {"none",
                                                            "drop_answer",
                                                            "http_500",
                                                            "http_500_after_accepting",
                                                            "rate_limit",
                                                            "pair_rate_limit",
                                                            "token_expired",
                                                            "window_closed",
                                                            "not_on_whatsapp",
                                                            "slow",
                                                            "in_flight"};

constexpr std::array<std::string_view, 7> k_media_faults = {"none", "not_found",   "http_500", "slow",
                                                            "cut",  "wrong_bytes", "too_large"};

Result<void> read_integer(const boost::json::object& from, std::string_view name, std::int64_t least, std::int64_t most,
                          auto& to) {
  const auto* found = from.if_contains(name);
  if (!found) return {};
  if (!found->is_int64() || found->get_int64() < least || found->get_int64() > most) {
    return invalid(std::string{name}, std::string{name} + " is a whole number from " + std::to_string(least) + " to " +
                                          std::to_string(most));
  }
  to = static_cast<std::remove_reference_t<decltype(to)>>(found->get_int64());
  return {};
}

Result<void> read_webhooks(const boost::json::object& from, WebhookFaults& to) {
  if (auto read = read_integer(from, "delay_ms", 0, 3'600'000, to.delay_ms); !read) return read;
  if (auto read = read_integer(from, "duplicate", 1, 20, to.duplicate); !read) return read;
  if (auto read = read_integer(from, "batch", 1, 1000, to.batch); !read) return read;
  if (auto read = read_integer(from, "drop", 0, 1'000'000, to.drop); !read) return read;
  if (const auto* reorder = from.if_contains("reorder")) {
    if (!reorder->is_bool()) return invalid("reorder", "reorder is true or false");
    to.reorder = reorder->get_bool();
  }
  return {};
}

// Of sends or of files: a kind by its word, and how often.
template <typename Kind>
Result<void> read_counted(const boost::json::object& from, std::span<const std::string_view> words, Kind& kind,
                          int& times) {
  if (auto read = read_integer(from, "times", 0, 1'000'000, times); !read) return read;
  const auto* word = from.if_contains("kind");
  if (!word) return {};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (word->is_string() && std::string_view{word->get_string()} == words[i]) {
      kind = static_cast<Kind>(i);
      return {};
    }
  }
  return invalid("kind", "there is no such fault", "See docs/simulator.md for the kinds.");
}

Result<void> read_sends(const boost::json::object& from, SendFaults& to) {
  return read_counted(from, k_send_faults, to.kind, to.times);
}

Result<void> read_media(const boost::json::object& from, MediaFaults& to) {
  return read_counted(from, k_media_faults, to.kind, to.times);
}

Result<void> read_part(const boost::json::object& from, std::string_view name, auto read, auto& to) {
  const auto* part = from.if_contains(name);
  if (!part) return {};
  if (!part->is_object()) return invalid(std::string{name}, std::string{name} + " is an object");
  return read(part->get_object(), to);
}

}  // namespace

Result<Faults> parse_faults(std::string_view json) {
  boost::system::error_code error;
  const boost::json::value parsed = boost::json::parse(json, error);
  if (error || !parsed.is_object()) return invalid("", "the faults are a JSON object");
  Faults faults;
  if (auto read = read_part(parsed.get_object(), "webhooks", read_webhooks, faults.webhooks); !read)
    return read.error();
  if (auto read = read_part(parsed.get_object(), "sends", read_sends, faults.sends); !read) return read.error();
  if (auto read = read_part(parsed.get_object(), "media", read_media, faults.media); !read) return read.error();
  return faults;
}

std::string to_json(const Faults& faults) {
  JsonWriter out;
  out.begin_object().key("webhooks").begin_object();
  out.member("delay_ms", faults.webhooks.delay_ms).member("duplicate", faults.webhooks.duplicate);
  out.member("reorder", faults.webhooks.reorder).member("batch", faults.webhooks.batch);
  out.member("drop", faults.webhooks.drop).end_object();
  out.key("sends").begin_object().member("kind", k_send_faults[static_cast<std::size_t>(faults.sends.kind)]);
  out.member("times", faults.sends.times).end_object();
  out.key("media").begin_object().member("kind", k_media_faults[static_cast<std::size_t>(faults.media.kind)]);
  out.member("times", faults.media.times).end_object().end_object();
  return std::move(out).text();
}

void FaultBox::put(const Faults& faults) {
  const std::lock_guard lock(mutex_);
  faults_ = faults;
}

Faults FaultBox::get() const {
  const std::lock_guard lock(mutex_);
  return faults_;
}

SendFault FaultBox::take_send() {
  const std::lock_guard lock(mutex_);
  const SendFault kind = faults_.sends.kind;
  // Only Kapso knows it, and asks for it by name.
  if (kind == SendFault::in_flight) return SendFault::none;
  if (kind == SendFault::none || faults_.sends.times == 0) return kind;
  --faults_.sends.times;
  if (faults_.sends.times == 0) faults_.sends = {};
  return kind;
}

bool FaultBox::take_send_if(SendFault kind) {
  const std::lock_guard lock(mutex_);
  if (faults_.sends.kind != kind) return false;
  if (faults_.sends.times > 0) {
    --faults_.sends.times;
    if (faults_.sends.times == 0) faults_.sends = {};
  }
  return true;
}

MediaFault FaultBox::take_media() {
  const std::lock_guard lock(mutex_);
  const MediaFault kind = faults_.media.kind;
  if (kind != MediaFault::none && faults_.media.times > 0) {
    --faults_.media.times;
    if (faults_.media.times == 0) faults_.media = {};
  }
  return kind;
}

bool FaultBox::take_drop() {
  const std::lock_guard lock(mutex_);
  if (faults_.webhooks.drop == 0) return false;
  --faults_.webhooks.drop;
  return true;
}

}  // namespace recado::simulator

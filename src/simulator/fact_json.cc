#include "simulator/fact_json.h"

#include <boost/json.hpp>

#include "base/json_writer.h"

namespace recado::simulator {

namespace {

// One list of members a type, for writing and reading alike.
template <typename A>
void describe(A& a, ThreadKey& v) {
  a("number_id", v.number_id), a("customer_id", v.customer_id);
}
template <typename A>
void describe(A& a, NumberPut& fact) {
  Number& v = fact.number;
  a("id", v.id), a("provider", v.provider);
  a("account_id", v.account_id), a("phone", v.phone), a("display_name", v.display_name);
  a("access_token", v.access_token), a("app_secret", v.app_secret), a("verify_token", v.verify_token);
  a("webhook_url", v.webhook_url), a("override_url", v.override_url), a("pin", v.pin), a("registered", v.registered);
  a("profile", v.profile), a("settings", v.settings), a("blocked", v.blocked);
}
template <typename A>
void describe(A& a, AccountPut& fact) {
  Account& v = fact.account;
  a("id", v.id), a("override_url", v.override_url), a("subscribed", v.subscribed);
}
template <typename A>
void describe(A& a, KapsoWebhookPut& fact) {
  KapsoWebhook& v = fact.webhook;
  a("id", v.id), a("number_id", v.number_id), a("url", v.url), a("kind", v.kind), a("secret_key", v.secret_key);
  a("events", v.events), a("headers", v.headers), a("active", v.active), a("buffered", v.buffered);
  a("buffer_seconds", v.buffer_seconds), a("buffer_size", v.buffer_size);
}
template <typename A>
void describe(A& a, KapsoWebhookGone& fact) {
  a("id", fact.id);
}
template <typename A>
void describe(A& a, CustomerPut& fact) {
  Customer& v = fact.customer;
  a("id", v.id), a("name", v.name), a("phone", v.phone), a("user_id", v.user_id), a("username", v.username);
  a("online", v.online), a("reads_at_once", v.reads_at_once);
}
template <typename A>
void describe(A& a, MessageAdded& fact) {
  describe(a, fact.thread);
  PhoneMessage& v = fact.message;
  a("id", v.id), a("direction", v.direction), a("type", v.type), a("text", v.text), a("content", v.content);
  a("context_id", v.context_id), a("extra", v.extra), a("at", v.at), a("status", v.status),
      a("callback_data", v.callback_data);
  a("category", v.category), a("conversation_id", v.conversation_id), a("free", v.free);
}
template <typename A>
void describe(A& a, MessageChanged& fact) {
  describe(a, fact.thread);
  a("message_id", fact.message_id), a("status", fact.status);
}
template <typename A>
void describe(A& a, UpdateQueued& fact) {
  Update& v = fact.update;
  a("id", v.id), a("kind", v.kind), a("account_id", v.account_id), a("number_id", v.number_id), a("phone", v.phone);
  a("customer_id", v.customer_id), a("message_id", v.message_id), a("contact", v.contact), a("item", v.item);
  a("url", v.url);
  a("created", v.created), a("not_before_ms", v.not_before_ms), a("webhook_id", v.webhook_id), a("event", v.event);
  a("buffer_ms", v.buffer_ms), a("buffer_size", v.buffer_size);
}
template <typename A>
void describe(A& a, UpdateDone& fact) {
  a("id", fact.id), a("acknowledged", fact.acknowledged);
}
template <typename A>
void describe(A& a, ThreadCounted& fact) {
  describe(a, fact.thread);
  a("version", fact.version), a("last_inbound", fact.last_inbound);
}
template <typename A>
void describe(A& a, WorldCounted& fact) {
  a("last_update_id", fact.last_update_id), a("changes", fact.changes), a("empty_version", fact.empty_version);
  a("acknowledged", fact.acknowledged), a("given_up", fact.given_up);
}
template <typename A>
void describe(A& a, WorldReset& fact) {
  a("done", fact.done);
}

struct WriteMembers {
  JsonWriter& out;

  void operator()(std::string_view name, const std::string& v) {
    if (!v.empty()) out.member(name, v);
  }
  void operator()(std::string_view name, bool v) { out.member(name, v); }
  void operator()(std::string_view name, std::int64_t v) { out.member(name, v); }
  void operator()(std::string_view name, UtcMs v) { out.member(name, count_ms(v)); }
  void operator()(std::string_view name, const std::optional<UtcMs>& v) {
    if (v) (*this)(name, *v);
  }
  template <typename E>
    requires std::is_enum_v<E>
  void operator()(std::string_view name, E v) {
    out.member(name, static_cast<int>(v));
  }
  void operator()(std::string_view name, const std::set<std::string>& v) {
    out.key(name).begin_array();
    for (const auto& each : v) out.value(each);
    out.end_array();
  }
  void operator()(std::string_view name, const std::map<std::string, std::string>& v) {
    out.key(name).begin_object();
    for (const auto& [key, each] : v) out.member(key, each);
    out.end_object();
  }
};

// Throws what Boost.JSON throws when a member has another type; an absent member keeps its default.
struct ReadMembers {
  const boost::json::object& in;

  template <typename T>
  void operator()(std::string_view name, T& v) {
    if (const auto* found = in.if_contains(name)) read(*found, v);
  }

 private:
  static std::string text(const boost::json::value& from) { return std::string{from.as_string()}; }
  static void read(const boost::json::value& from, std::string& v) { v = text(from); }
  static void read(const boost::json::value& from, bool& v) { v = from.as_bool(); }
  static void read(const boost::json::value& from, std::int64_t& v) { v = from.as_int64(); }
  static void read(const boost::json::value& from, UtcMs& v) { v = utc_ms(from.as_int64()); }
  static void read(const boost::json::value& from, std::optional<UtcMs>& v) { v = utc_ms(from.as_int64()); }
  template <typename E>
    requires std::is_enum_v<E>
  static void read(const boost::json::value& from, E& v) {
    v = static_cast<E>(from.as_int64());
  }
  static void read(const boost::json::value& from, std::set<std::string>& v) {
    for (const auto& each : from.as_array()) v.insert(text(each));
  }
  static void read(const boost::json::value& from, std::map<std::string, std::string>& v) {
    for (const auto& [key, each] : from.as_object()) v[std::string{key}] = text(each);
  }
};

template <std::size_t I = 0>
std::optional<Fact> read_fact(std::string_view name, const boost::json::object& members) {
  if constexpr (I == std::variant_size_v<Fact>) {
    return {};
  } else {
    using Each = std::variant_alternative_t<I, Fact>;
    if (name != Each::k_name) return read_fact<I + 1>(name, members);
    Each fact;
    ReadMembers read{members};
    describe(read, fact);
    return fact;
  }
}

}  // namespace

std::string fact_line(const Fact& fact) {
  JsonWriter out;
  out.begin_object();
  std::visit(
      [&](auto copy) {
        out.member("fact", decltype(copy)::k_name);
        WriteMembers write{out};
        describe(write, copy);
      },
      fact);
  out.end_object();
  return std::move(out).text();
}

std::optional<Fact> parse_fact(std::string_view line) try {
  const boost::json::value parsed = boost::json::parse(line);
  const auto& members = parsed.as_object();
  return read_fact(members.at("fact").as_string(), members);
} catch (const std::exception&) {
  return {};
}

}  // namespace recado::simulator

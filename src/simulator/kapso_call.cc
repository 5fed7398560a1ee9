#include "simulator/kapso_call.h"

#include <algorithm>
#include <cstdlib>

#include "base/crypto.h"
#include "base/json_writer.h"

namespace recado::simulator {

namespace {

std::size_t number_in(const KapsoCall& call, std::string_view name, std::size_t otherwise, std::size_t most) {
  const long given = std::atol(call.query(name).c_str());
  return given < 1 ? otherwise : std::min(static_cast<std::size_t>(given), most);
}

std::string place_of(const KapsoRow& row) {
  std::string ms = std::to_string(count_ms(row.at));
  // Of one length, so that places compare as text.
  return std::string(20 - std::min<std::size_t>(20, ms.size()), '0') + ms + " " + row.id;
}

std::string cursor_of(const KapsoRow& row) { return crypto::to_base64(place_of(row)); }

std::string place_in(const std::string& cursor) {
  auto place = crypto::from_base64(cursor);
  return place ? std::move(*place) : std::string{};
}

}  // namespace

const Number* KapsoCall::number(std::string_view id) const {
  const auto found = std::ranges::find(numbers, id, &Number::id);
  return found == numbers.end() ? nullptr : &*found;
}

std::string kapso_key_of(const net::Request& request) {
  if (const auto key = request.headers.get("X-API-Key"); !key.empty()) return std::string{key};
  const std::string_view bearer = request.headers.get("Authorization");
  return bearer.starts_with("Bearer ") ? std::string{bearer.substr(7)} : std::string{};
}

std::vector<Number> kapso_numbers(const World& world, std::string_view key) {
  std::vector<Number> numbers;
  if (key.empty()) return numbers;
  for (const auto& [id, number] : world.numbers) {
    if (number.provider == "kapso" && (number.access_token.empty() || number.access_token == key)) {
      numbers.push_back(number);
    }
  }
  return numbers;
}

net::Response kapso_answer(int status, std::string json) {
  net::Response response;
  response.status = status;
  response.headers.set("Content-Type", "application/json; charset=utf-8");
  response.body = std::move(json);
  return response;
}

net::Response kapso_data(int status, std::string_view json) {
  JsonWriter out;
  out.begin_object().key("data").raw(json).end_object();
  return kapso_answer(status, std::move(out).text());
}

net::Response kapso_error(int status, std::string_view text) {
  JsonWriter out;
  out.begin_object().member("error", text).end_object();
  return kapso_answer(status, std::move(out).text());
}

net::Response kapso_cursor_page(const KapsoCall& call, std::vector<KapsoRow> rows) {
  std::ranges::sort(rows, [](const KapsoRow& a, const KapsoRow& b) { return place_of(a) > place_of(b); });
  const std::string after = place_in(call.query("after"));
  const std::string before = place_in(call.query("before"));
  const std::size_t limit = number_in(call, "limit", 20, 100);
  if (!after.empty()) std::erase_if(rows, [&](const KapsoRow& row) { return place_of(row) >= after; });
  std::size_t from = 0;
  if (!before.empty()) {
    std::erase_if(rows, [&](const KapsoRow& row) { return place_of(row) <= before; });
    from = rows.size() - std::min(rows.size(), limit);
  }
  const std::size_t to = std::min(rows.size(), from + limit);
  JsonWriter out;
  out.begin_object().key("data").begin_array();
  for (std::size_t i = from; i < to; ++i) out.raw(rows[i].json);
  out.end_array().key("paging").begin_object().key("cursors").begin_object();
  const bool any = from < to;
  const auto first = any ? std::optional{cursor_of(rows[from])} : std::nullopt;
  const auto last = any ? std::optional{cursor_of(rows[to - 1])} : std::nullopt;
  out.member("before", first).member("after", last).end_object();
  out.member("next", to < rows.size() || (any && !before.empty()) ? last : std::nullopt);
  out.member("previous", from > 0 || (any && !after.empty()) ? first : std::nullopt);
  out.end_object().end_object();
  return kapso_answer(200, std::move(out).text());
}

net::Response kapso_numbered_page(const KapsoCall& call, const std::vector<std::string>& rows) {
  const std::size_t page = number_in(call, "page", 1, 1'000'000);
  const std::size_t per_page = number_in(call, "per_page", 20, 100);
  const std::size_t pages = (rows.size() + per_page - 1) / per_page;
  JsonWriter out;
  out.begin_object().key("data").begin_array();
  for (std::size_t i = (page - 1) * per_page; i < std::min(rows.size(), page * per_page); ++i) out.raw(rows[i]);
  out.end_array().key("meta").begin_object().member("page", page).member("per_page", per_page);
  out.member("total_pages", pages).member("total_count", rows.size()).end_object().end_object();
  net::Response response = kapso_answer(200, std::move(out).text());
  response.headers.set("X-Total", std::to_string(rows.size()));
  response.headers.set("X-Total-Pages", std::to_string(pages));
  response.headers.set("X-Per-Page", std::to_string(per_page));
  response.headers.set("X-Page", std::to_string(page));
  return response;
}

}  // namespace recado::simulator

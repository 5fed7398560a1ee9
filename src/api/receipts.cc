// Deliveries that could not be read, and reading them again.
#include <array>
#include <utility>

#include "api/cursor.h"
#include "api/endpoints.h"
#include "api/query.h"
#include "api/views.h"

namespace recado::api {
namespace {

constexpr char k_kind = 'r';

Result<std::optional<ReceiptId>> read_place(const net::Query& query) {
  const auto text = query.get("cursor");
  if (!text) return std::optional<ReceiptId>{};
  const auto numbers = read_cursor(k_kind, 1, *text);
  if (!numbers) return numbers.error();
  return std::optional{ReceiptId{numbers->front()}};
}

}  // namespace

MemberEndpoint list_failed_receipts(Store& store) {
  return [&store](const Caller& caller, const net::Request& request) -> Answer {
    const auto limit = query_limit(request.query);
    if (!limit) return limit.error();
    const auto before = read_place(request.query);
    if (!before) return before.error();
    std::vector<FailedReceipt> receipts;
    const auto read = store.read(caller.workspace, [&](Transaction& tx) -> Result<void> {
      auto found = tx.receipt_failures().list(*before, *limit + 1);
      if (!found) return found.error();
      receipts = std::move(*found);
      return {};
    });
    if (!read) return read.error();
    std::optional<std::string> next;
    if (std::cmp_greater(receipts.size(), *limit)) {
      receipts.pop_back();
      next = write_cursor(k_kind, std::array{receipts.back().id.value});
    }
    JsonWriter json;
    json.begin_object();
    write_items(json, receipts);
    json.member("next_cursor", next).end_object();
    return json_answer(200, std::move(json));
  };
}

MemberEndpoint replay_receipt(ReplayReceipt& replay) {
  return [&replay](const Caller& caller, const net::Request& request) -> Answer {
    const auto id = ReceiptId::parse(request.path_arg("receipt"));
    if (!id) return not_found("There is no such delivery.");
    const auto summary = replay(caller, *id);
    if (!summary) return summary.error();
    JsonWriter json;
    json.begin_object();
    json.member("messages_created", summary->messages_created).member("statuses_applied", summary->statuses_applied);
    json.member("failures", summary->failures).end_object();
    return json_answer(200, std::move(json));
  };
}

}  // namespace recado::api

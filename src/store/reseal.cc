// Another master key for everything that is sealed.
#include <array>

#include "domain/media_file.h"
#include "store/secret_context.h"
#include "store/sql_store.h"

namespace recado::store {

namespace {

constexpr std::array<const char*, 4> k_columns{"access_token", "app_secret", "verify_token", "api_key_id"};
constexpr sql::Statement k_secrets{
    "SELECT workspace_id, id, access_token, app_secret, verify_token, api_key_id FROM connection"};
constexpr sql::Statement k_save_secrets{
    "UPDATE connection SET access_token = $3, app_secret = $4, verify_token = $5, api_key_id = $6 WHERE workspace_id = "
    "$1 AND id = $2"};
constexpr sql::Statement k_file_keys{
    "SELECT workspace_id, id, sealed_key FROM media_file WHERE (workspace_id, id) > ($1, $2) "
    "ORDER BY workspace_id, id LIMIT $3"};
constexpr sql::Statement k_save_file_key{"UPDATE media_file SET sealed_key = $3 WHERE workspace_id = $1 AND id = $2"};

struct Sealed {
  WorkspaceId workspace;
  std::int64_t id = 0;
  std::vector<std::string> boxes;
};

Result<std::string> reseal(const std::string& box, const std::string& context, const crypto::MasterKey& from,
                           const crypto::MasterKey& to) {
  if (box.empty()) return std::string{};
  const auto secret = from.open(box, context);
  if (!secret) return secret.error();
  return to.seal(*secret, context);
}

Result<std::vector<Sealed>> secrets_in(sql::Connection& c) {
  std::vector<Sealed> rows;
  const auto ran = c.run(k_secrets, {}, [&](const sql::Row& row) {
    rows.push_back(
        {row.id<WorkspaceId>(0), row.integer(1), {row.string(2), row.string(3), row.string(4), row.string(5)}});
  });
  if (!ran) return ran.error();
  return rows;
}

Result<std::int64_t> reseal_secrets(sql::Connection& c, const crypto::MasterKey& from, const crypto::MasterKey& to) {
  auto rows = secrets_in(c);
  if (!rows) return rows.error();
  for (Sealed& row : *rows) {
    std::vector<sql::Value> values{row.workspace, row.id};
    for (std::size_t i = 0; i < row.boxes.size(); ++i) {
      auto box = reseal(row.boxes[i], secret_context(ConnectionId{row.id}, k_columns[i]), from, to);
      if (!box) return box.error();
      row.boxes[i] = std::move(*box);
      values.emplace_back(sql::Bytes{row.boxes[i]});
    }
    if (const auto ran = c.run(k_save_secrets, values); !ran) return ran.error();
  }
  return static_cast<std::int64_t>(rows->size());
}

Result<std::int64_t> reseal_file_keys(sql::Connection& c, const crypto::MasterKey& from, const crypto::MasterKey& to) {
  constexpr int k_page = 1000;
  std::int64_t count = 0;
  Sealed last;
  while (true) {
    std::vector<Sealed> page;
    const auto ran = c.run(k_file_keys, {last.workspace, last.id, k_page}, [&](const sql::Row& row) {
      page.push_back({row.id<WorkspaceId>(0), row.integer(1), {row.string(2)}});
    });
    if (!ran) return ran.error();
    if (page.empty()) return count;
    std::vector<sql::Value> values;
    for (Sealed& row : page) {
      auto box = reseal(row.boxes[0], key_context(MediaId{row.id}), from, to);
      if (!box) return box.error();
      row.boxes[0] = std::move(*box);
      values.insert(values.end(), {row.workspace, row.id, sql::Bytes{row.boxes[0]}});
    }
    if (auto saved = c.run_many(k_save_file_key, 3, values); !saved) return saved.error();
    count += static_cast<std::int64_t>(page.size());
    last = page.back();
  }
}

}  // namespace

Result<std::int64_t> reseal_all(sql::Database& database, const crypto::MasterKey& from, const crypto::MasterKey& to) {
  std::int64_t count = 0;
  const auto written = database.write([&](sql::Connection& c) -> Result<void> {
    const auto secrets = reseal_secrets(c, from, to);
    if (!secrets) return secrets.error();
    const auto keys = reseal_file_keys(c, from, to);
    if (!keys) return keys.error();
    count = *secrets + *keys;
    return {};
  });
  if (!written) return written.error();
  return count;
}

Result<bool> opens_under(sql::Database& database, const crypto::MasterKey& key) {
  bool opens = true;
  const auto looked = database.read([&](sql::Connection& c) -> Result<void> {
    const auto rows = secrets_in(c);
    if (!rows) return rows.error();
    for (const Sealed& row : *rows) {
      opens = opens && key.open(row.boxes[0], secret_context(ConnectionId{row.id}, k_columns[0])).has_value();
    }
    Sealed newest;
    const auto ran = c.run(k_file_keys, {newest.workspace, newest.id, 1}, [&](const sql::Row& row) {
      const std::string box = row.string(2);
      opens = opens && (box.empty() || key.open(box, key_context(row.id<MediaId>(1))).has_value());
    });
    if (!ran) return ran.error();
    return {};
  });
  if (!looked) return looked.error();
  return opens;
}

}  // namespace recado::store

// Numbers in SQL, their secrets sealed.
#include "store/secret_context.h"
#include "store/sql_store.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_all{
    "SELECT workspace_id, id, provider, environment, status, display_name, phone, number_id, account_id, base_url, "
    "access_token, app_secret, verify_token, created_at, api_key_id FROM connection ORDER BY workspace_id, id"};
constexpr sql::Statement k_create{
    "INSERT INTO connection (workspace_id, id, provider, environment, status, display_name, phone, number_id, "
    "account_id, "
    "base_url, access_token, app_secret, verify_token, api_key_id, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
constexpr sql::Statement k_update{
    "UPDATE connection SET provider = $3, environment = $4, status = $5, display_name = $6, phone = $7, number_id = "
    "$8, "
    "account_id = $9, base_url = $10, access_token = $11, app_secret = $12, verify_token = $13, api_key_id = $14 "
    "WHERE workspace_id = $1 AND id = $2"};

class SqlConnections final : public Connections {
 public:
  SqlConnections(sql::Database& database, const crypto::MasterKey& key) : database_(database), key_(key) {}

  Result<std::vector<KnownConnection>> all() override {
    std::vector<KnownConnection> known;
    std::optional<Error> unreadable;
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      known.clear();
      const auto ran = c.run(k_all, {}, [&](const sql::Row& row) {
        auto opened = known_from(row);
        if (opened) {
          known.push_back(std::move(*opened));
        } else {
          unreadable = opened.error();
        }
      });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    if (unreadable) return *unreadable;
    return known;
  }

  Result<void> create(const Connection& connection, const ConnectionSecrets& secrets) override {
    return write(k_create, connection, secrets, true);
  }

  Result<void> update(const Connection& connection, const ConnectionSecrets& secrets) override {
    return write(k_update, connection, secrets, false);
  }

 private:
  Result<KnownConnection> known_from(const sql::Row& row) const {
    KnownConnection known;
    Connection& connection = known.connection;
    connection.workspace = row.id<WorkspaceId>(0);
    connection.id = row.id<ConnectionId>(1);
    connection.provider = static_cast<Provider>(row.integer(2));
    connection.environment = static_cast<Environment>(row.integer(3));
    connection.status = static_cast<ConnectionStatus>(row.integer(4));
    connection.display_name = row.string(5);
    connection.phone = row.string(6);
    connection.number_id = row.string(7);
    connection.account_id = row.string(8);
    connection.base_url = row.string(9);
    connection.created_at = row.time(13);
    auto access_token = key_.open(row.text(10), secret_context(connection.id, "access_token"));
    auto app_secret = key_.open(row.text(11), secret_context(connection.id, "app_secret"));
    auto verify_token = key_.open(row.text(12), secret_context(connection.id, "verify_token"));
    auto api_key_id = key_.open(row.text(14), secret_context(connection.id, "api_key_id"));
    for (const auto* opened : {&access_token, &app_secret, &verify_token, &api_key_id}) {
      if (!*opened) return opened->error();
    }
    known.secrets = {std::move(*access_token), std::move(*app_secret), std::move(*verify_token),
                     std::move(*api_key_id)};
    return known;
  }

  Result<void> write(const sql::Statement& statement, const Connection& c, const ConnectionSecrets& secrets,
                     bool created) {
    const std::string access_token = key_.seal(secrets.access_token, secret_context(c.id, "access_token"));
    const std::string app_secret = key_.seal(secrets.app_secret, secret_context(c.id, "app_secret"));
    const std::string verify_token = key_.seal(secrets.verify_token, secret_context(c.id, "verify_token"));
    const std::string api_key_id = key_.seal(secrets.api_key_id, secret_context(c.id, "api_key_id"));
    std::vector<sql::Value> values{c.workspace,
                                   c.id,
                                   static_cast<int>(c.provider),
                                   static_cast<int>(c.environment),
                                   static_cast<int>(c.status),
                                   c.display_name,
                                   c.phone,
                                   c.number_id,
                                   c.account_id,
                                   c.base_url,
                                   sql::Bytes{access_token},
                                   sql::Bytes{app_secret},
                                   sql::Bytes{verify_token},
                                   sql::Bytes{api_key_id}};
    if (created) values.emplace_back(c.created_at);
    return database_.write([&](sql::Connection& connection) -> Result<void> {
      if (const auto ran = connection.run(statement, values); !ran) return ran.error();
      return {};
    });
  }

  sql::Database& database_;
  const crypto::MasterKey& key_;
};

}  // namespace

std::unique_ptr<Connections> make_connections(sql::Database& database, const crypto::MasterKey& key) {
  return std::make_unique<SqlConnections>(database, key);
}

}  // namespace recado::store

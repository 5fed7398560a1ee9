// People, sessions and keys in SQL.
#include "store/sql_store.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_add_workspace{"INSERT INTO workspace (id, name, created_at) VALUES ($1, $2, $3)"};
constexpr sql::Statement k_add_person{
    "INSERT INTO person (id, email, name, password_hash, language, created_at) VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr sql::Statement k_add_member{
    "INSERT INTO membership (workspace_id, person_id, role, created_at) VALUES ($1, $2, $3, $4)"};
constexpr sql::Statement k_add_key{
    "INSERT INTO api_key (workspace_id, id, key_hash, name, role, created_at) VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr sql::Statement k_first_workspace{"SELECT id FROM workspace ORDER BY id LIMIT 1"};
constexpr sql::Statement k_workspace{"SELECT id, name FROM workspace WHERE id = $1"};
constexpr sql::Statement k_credentials{
    "SELECT p.id, m.workspace_id, p.password_hash FROM person p JOIN membership m ON m.person_id = p.id "
    "WHERE p.email = $1 ORDER BY m.created_at, m.workspace_id LIMIT 1"};
constexpr sql::Statement k_open_session{
    "INSERT INTO session (token_hash, workspace_id, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)"};
constexpr sql::Statement k_close_session{"DELETE FROM session WHERE token_hash = $1"};
constexpr sql::Statement k_caller_by_session{
    "SELECT s.workspace_id, m.role, s.person_id FROM session s "
    "JOIN membership m ON m.workspace_id = s.workspace_id AND m.person_id = s.person_id "
    "WHERE s.token_hash = $1 AND s.expires_at > $2"};
constexpr sql::Statement k_caller_by_key{"SELECT workspace_id, role, id FROM api_key WHERE key_hash = $1"};
constexpr sql::Statement k_members{
    "SELECT p.id, p.email, p.name, p.language, m.role FROM membership m JOIN person p ON p.id = m.person_id "
    "WHERE m.workspace_id = $1 ORDER BY p.name, p.id LIMIT 500"};
constexpr sql::Statement k_set_language{"UPDATE person SET language = $2 WHERE id = $1"};

class SqlAccounts final : public Accounts {
 public:
  explicit SqlAccounts(sql::Database& database) : database_(database) {}

  Result<void> create_workspace(const NewWorkspace& made) override {
    return database_.write([&](sql::Connection& c) -> Result<void> {
      const Person& owner = made.owner;
      const int role = static_cast<int>(Role::owner);
      if (auto r = c.run(k_add_workspace, {made.workspace.id, made.workspace.name, made.created_at}); !r)
        return r.error();
      if (auto r = c.run(k_add_person,
                         {owner.id, owner.email, owner.name, made.password_hash, owner.language, made.created_at});
          !r) {
        return r.error();
      }
      if (auto r = c.run(k_add_member, {made.workspace.id, owner.id, role, made.created_at}); !r) return r.error();
      if (auto r = c.run(k_add_key, {made.workspace.id, made.key, made.key_hash, "First key", role, made.created_at});
          !r) {
        return r.error();
      }
      return {};
    });
  }

  Result<std::optional<WorkspaceId>> first_workspace() override {
    return one<WorkspaceId>(k_first_workspace, {}, [](const sql::Row& row) { return row.id<WorkspaceId>(0); });
  }

  Result<std::optional<Workspace>> workspace(WorkspaceId id) override {
    return one<Workspace>(k_workspace, {id},
                          [](const sql::Row& row) { return Workspace{row.id<WorkspaceId>(0), row.string(1)}; });
  }

  Result<std::optional<Credentials>> credentials(const std::string& email) override {
    return one<Credentials>(k_credentials, {email}, [](const sql::Row& row) {
      return Credentials{row.id<PersonId>(0), row.id<WorkspaceId>(1), row.string(2)};
    });
  }

  Result<void> open_session(const Session& session) override {
    return change(k_open_session,
                  {session.token_hash, session.workspace, session.person, session.created_at, session.expires_at});
  }

  Result<void> close_session(const std::string& token_hash) override { return change(k_close_session, {token_hash}); }

  Result<std::optional<Caller>> caller_by_session(const std::string& token_hash, UtcMs now) override {
    return one<Caller>(k_caller_by_session, {token_hash, now}, [](const sql::Row& row) {
      return Caller{row.id<WorkspaceId>(0), static_cast<Role>(row.integer(1)), row.id<PersonId>(2), {}};
    });
  }

  Result<std::optional<Caller>> caller_by_key(const std::string& key_hash) override {
    return one<Caller>(k_caller_by_key, {key_hash}, [](const sql::Row& row) {
      return Caller{row.id<WorkspaceId>(0), static_cast<Role>(row.integer(1)), {}, row.id<ApiKeyId>(2)};
    });
  }

  Result<std::vector<Member>> members(WorkspaceId workspace) override {
    std::vector<Member> members;
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      const auto ran = c.run(k_members, {workspace}, [&](const sql::Row& row) {
        members.push_back({{row.id<PersonId>(0), row.string(1), row.string(2), row.maybe_string(3)},
                           static_cast<Role>(row.integer(4))});
      });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    return members;
  }

  Result<void> set_language(PersonId person, const std::optional<std::string>& language) override {
    return change(k_set_language, {person, language});
  }

 private:
  template <typename T, typename Read>
  Result<std::optional<T>> one(const sql::Statement& statement, std::initializer_list<sql::Value> values, Read read) {
    std::optional<T> found;
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      const auto ran = c.run(statement, values, [&](const sql::Row& row) { found = read(row); });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    return found;
  }

  Result<void> change(const sql::Statement& statement, std::initializer_list<sql::Value> values) {
    return database_.write([&](sql::Connection& c) -> Result<void> {
      if (const auto ran = c.run(statement, values); !ran) return ran.error();
      return {};
    });
  }

  sql::Database& database_;
};

}  // namespace

std::unique_ptr<Accounts> make_accounts(sql::Database& database) { return std::make_unique<SqlAccounts>(database); }

}  // namespace recado::store

#include "support/api_fixture.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/json_writer.h"
#include "providers/meta/challenge.h"

namespace recado::test {
namespace {

constexpr sql::Statement k_add_person{
    "INSERT INTO person (id, email, name, password_hash, language, created_at) VALUES ($1, $2, $3, '-', NULL, 0)"};
constexpr sql::Statement k_add_membership{
    "INSERT INTO membership (workspace_id, person_id, role, created_at) VALUES ($1, $2, $3, 0)"};

}  // namespace

std::string Reply::member(std::string_view name) const {
  boost::system::error_code wrong;
  const auto value = boost::json::parse(body, wrong);
  if (wrong || !value.is_object()) return {};
  const auto* found = value.as_object().if_contains(name);
  if (found == nullptr || found->is_null()) return {};
  return found->is_string() ? std::string{found->get_string()} : boost::json::serialize(*found);
}

void ApiTest::SetUp() {
  auto opened = sql::open_database({.url = fresh_.url()});
  ASSERT_TRUE(opened) << opened.error().message;
  database_ = std::move(*opened);
  const auto migrated = database_->migrate();
  ASSERT_TRUE(migrated) << migrated.error().message;
  stores_ = std::make_unique<server::Stores>(*database_, key_, 1, fanout_);
  directory_ = std::make_unique<ConnectionDirectory>(*stores_->connections);
  config_.media_folder = media_folder_.string();
  use_cases_ = std::make_unique<server::UseCases>(
      *stores_, server::UseCases::Around{*stores_->journal, *directory_, key_, ids_, clock_}, config_);
  live_hub_ = std::make_unique<api::LiveHub>(*stores_->store);
  fanout_.listen({[this](WorkspaceId workspace, std::int64_t seq) { live_hub_->live_events(workspace, seq); }, [] {}});
  live_hub_->start();
  make_workspace();
  start();
}

void ApiTest::make_workspace() {
  const auto made = CreateWorkspace{*stores_->accounts, ids_, clock_}({"Panadería", k_email, "Olga", k_password});
  ASSERT_TRUE(made) << made.error().message;
  made_ = *made;
  connection_ = {ids_.next<ConnectionId>(),
                 made_.workspace,
                 Provider::meta,
                 Environment::development,
                 ConnectionStatus::connected,
                 "Demo",
                 "15550783881",
                 "106540352242922",
                 "102290129340398",
                 "http://127.0.0.1:1",
                 clock_.now()};
  ASSERT_TRUE(stores_->connections->create(connection_, {"token", k_app_secret, k_verify_token}));
  ASSERT_TRUE(directory_->reload());
  session_ = "rs_owner";
  const Session session{crypto::sha256_hex(session_), made_.owner, made_.workspace, clock_.now(),
                        clock_.now() + k_session_length};
  ASSERT_TRUE(stores_->accounts->open_session(session));
}

void ApiTest::start() {
  if (server_) server_->stop(std::chrono::seconds{1});
  server::UseCases& use = *use_cases_;
  server_.reset();
  registry_ = std::make_unique<prometheus::Registry>();
  server_ = std::make_unique<net::Server>(server_options_);
  api::add_routes(*server_, {.settings = settings_,
                             .store = *stores_->store,
                             .accounts = *stores_->accounts,
                             .directory = *directory_,
                             .authenticate = use.authenticate,
                             .sign_in = use.sign_in,
                             .send_message = use.send_message,
                             .send_again = use.send_again,
                             .change_conversation = use.change_conversation,
                             .replay_receipt = use.replay_receipt,
                             .accept_webhook = use.accept_webhook,
                             .providers = use.wired.providers,
                             .refetch_media = use.refetch_media,
                             .upload_media = use.upload_media,
                             .media_store = *use.media.store,
                             .media_links = use.media_links,
                             .meta_challenge = meta::answer_challenge,
                             .live_hub = *live_hub_,
                             .http = use.http,
                             .registry = *registry_,
                             .ready = [this] { return ready_; }});
  ASSERT_TRUE(server_->start());
}

ApiTest::~ApiTest() {
  if (server_) server_->stop(std::chrono::seconds{1});
  server_.reset();
  if (live_hub_) live_hub_->stop();
  if (database_) database_->close();
  std::filesystem::remove_all(media_folder_);
}

Reply ApiTest::send(const Ask& ask) {
  net::ClientRequest request{.method = ask.method, .url = fmt::format("http://127.0.0.1:{}{}", port(), ask.target)};
  for (const auto& [name, value] : ask.headers) request.headers.set(name, value);
  if (!ask.body.empty() && !request.headers.has("Content-Type"))
    request.headers.set("Content-Type", "application/json");
  request.body = ask.body;
  auto answered = client_.send(request);
  if (!answered) {
    ADD_FAILURE() << ask.method << ' ' << ask.target << ": " << answered.error().message;
    return {};
  }
  return {answered->status, std::move(answered->headers), std::move(answered->body)};
}

std::vector<std::pair<std::string, std::string>> ApiTest::browser_headers(const std::string& session) const {
  return {{"Cookie", "recado_session=" + session}, {"Origin", fmt::format("http://127.0.0.1:{}", port())}};
}

Reply ApiTest::as(const std::string& session, Ask ask) {
  for (auto& header : browser_headers(session)) ask.headers.push_back(std::move(header));
  return send(ask);
}

Reply ApiTest::reply(const std::string& conversation, const std::string& text, const std::string& key) {
  return as(session_, {"POST",
                       "/v1/conversations/" + conversation + "/messages",
                       fmt::format(R"({{"type":"text","text":{}}})", json_quoted(text)),
                       {{"Idempotency-Key", key}}});
}

std::string ApiTest::join(Role role, const std::string& name) {
  const auto person = ids_.next<PersonId>();
  const auto added = database_->write([&](sql::Connection& connection) -> Result<void> {
    if (auto ran = connection.run(k_add_person, {person, name + "@example.com", name}); !ran) return ran.error();
    const auto ran = connection.run(k_add_membership, {made_.workspace, person, static_cast<int>(role)});
    if (!ran) return ran.error();
    return {};
  });
  EXPECT_TRUE(added) << added.error().message;
  const std::string session = "rs_" + name;
  EXPECT_TRUE(stores_->accounts->open_session(
      {crypto::sha256_hex(session), person, made_.workspace, clock_.now(), clock_.now() + k_session_length}));
  return session;
}

PersonId ApiTest::person_of(const std::string& session) {
  return use_cases_->authenticate.by_session(session).value().person.value();
}

void ApiTest::sign_out(const std::string& session) {
  EXPECT_TRUE(stores_->accounts->close_session(crypto::sha256_hex(session)));
}

Reply ApiTest::post_signed(const std::string& body, const std::string& secret, const std::string& path) {
  return send({"POST", path, body, {{"X-Hub-Signature-256", "sha256=" + crypto::hmac_sha256_hex(secret, body)}}});
}

Reply ApiTest::deliver(const std::string& body, const std::string& path) {
  const Reply reply = post_signed(body, k_app_secret, path);
  EXPECT_EQ(reply.status, 200) << reply.body;
  apply_deliveries();
  return reply;
}

void ApiTest::apply_deliveries() {
  auto pending = stores_->journal->pending(applied_through_, 10'000);
  ASSERT_TRUE(pending) << pending.error().message;
  std::vector<std::shared_ptr<const Receipt>> receipts;
  for (Receipt& receipt : *pending) receipts.push_back(std::make_shared<const Receipt>(std::move(receipt)));
  if (receipts.empty()) return;
  applied_through_ = receipts.back()->id;
  const auto applied = use_cases_->receive.apply(receipts);
  ASSERT_TRUE(applied) << applied.error().message;
}

std::string ApiTest::text_item(const std::string& id, const std::string& text, std::int64_t at_s,
                               const std::string& phone) {
  return fmt::format(R"({{"from":"{}","id":"{}","timestamp":"{}","type":"text","text":{{"body":{}}}}})", phone, id,
                     at_s, json_quoted(text));
}

std::string ApiTest::delivery_of(const std::string& items) {
  return R"({"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages","value":)"
         R"({"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881",)"
         R"("phone_number_id":"106540352242922"},"messages":[)" +
         items + "]}}]}]}";
}

std::string ApiTest::customer_writes(const std::string& text, std::int64_t at_s, const std::string& phone) {
  deliver(delivery_of(text_item(fmt::format("wamid.{}", ++last_message_), text, at_s, phone)));
  ConversationId id;
  const auto read = stores_->store->read(made_.workspace, [&](Transaction& tx) -> Result<void> {
    const auto contact = tx.contacts().find(std::vector{Identity{IdentityKind::phone, "", phone}}).value().front();
    if (!contact) return not_found("The contact was not made.");
    const auto found =
        tx.conversations().find(std::vector{Conversations::Thread{connection_.id, *contact}}).value().front();
    if (!found) return not_found("The conversation was not made.");
    id = found->id;
    return {};
  });
  EXPECT_TRUE(read) << read.error().message;
  return id.text();
}

void ApiTest::index_for_search() {
  while (stores_->search_index->index_next(MessageId{INT64_MAX}, 1000).value() > 0) {
  }
}

void ApiTest::make_events(const std::string& conversation, int count) {
  const NewLiveEvent event{LiveKind::conversation_updated, *ConversationId::parse(conversation), {}, clock_.now()};
  const std::vector events(static_cast<std::size_t>(count), event);
  const auto written = stores_->store->write(made_.workspace, [&](Transaction& tx) -> Result<void> {
    const auto appended = tx.live_log().append(events);
    if (!appended) return appended.error();
    return {};
  });
  EXPECT_TRUE(written) << written.error().message;
}

std::int64_t ApiTest::newest_event() {
  std::int64_t newest = 0;
  const auto read = stores_->store->read(made_.workspace, [&](Transaction& tx) -> Result<void> {
    newest = tx.live_log().range().value().newest;
    return {};
  });
  EXPECT_TRUE(read) << read.error().message;
  return newest;
}

}  // namespace recado::test

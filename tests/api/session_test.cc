#include <fmt/format.h>

#include "support/api_fixture.h"

namespace recado::test {
namespace {

class ASession : public ApiTest {
 protected:
  Reply sign_in(const std::string& email, const std::string& password,
                std::vector<std::pair<std::string, std::string>> headers = {}) {
    return send({"POST", "/v1/session", fmt::format(R"({{"email":"{}","password":"{}"}})", email, password),
                 std::move(headers)});
  }
};

TEST_P(ASession, BeginsWithACookieThatScriptsCannotRead) {
  const Reply in = sign_in("OLGA@example.com ", k_password);
  ASSERT_EQ(in.status, 201) << in.body;
  EXPECT_NE(in.body.find(R"("name":"Olga")"), std::string::npos);
  EXPECT_EQ(in.member("live_seq"), "0");
  const std::string cookie{in.headers.get("Set-Cookie")};
  EXPECT_TRUE(cookie.starts_with("recado_session=rs_"));
  EXPECT_TRUE(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000")) << cookie;

  const std::string token = cookie.substr(15, cookie.find(';') - 15);
  const Reply who = as(token, {"GET", "/v1/session", {}, {}});
  EXPECT_EQ(who.status, 200);
  EXPECT_EQ(who.body, in.body);

  const Reply out = as(token, {"DELETE", "/v1/session", {}, {}});
  EXPECT_EQ(out.status, 204);
  EXPECT_TRUE(out.headers.get("Set-Cookie").starts_with("recado_session=; ")) << out.headers.get("Set-Cookie");
  EXPECT_EQ(as(token, {"GET", "/v1/session", {}, {}}).status, 401);
}

TEST_P(ASession, IsForHttpsOnlyWherePeopleUseHttps) {
  EXPECT_EQ(sign_in(k_email, k_password, {{"X-Forwarded-Proto", "https"}}).headers.get("Set-Cookie").find("Secure"),
            std::string_view::npos);
  settings_.behind_proxy = true;
  start();
  EXPECT_TRUE(
      sign_in(k_email, k_password, {{"X-Forwarded-Proto", "https"}}).headers.get("Set-Cookie").ends_with("; Secure"));
  settings_.behind_proxy = false;
  settings_.public_url = "https://recado.example";
  start();
  EXPECT_TRUE(sign_in(k_email, k_password).headers.get("Set-Cookie").ends_with("; Secure"));
}

TEST_P(ASession, IsNotGuessedAfterFiveFailures) {
  for (int i = 0; i < 5; ++i) {
    const Reply wrong = sign_in(k_email, "not the password");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.member("detail"),
              sign_in(fmt::format("nobody{}@example.com", i), "not the password").member("detail"));
  }
  const Reply refused = sign_in(k_email, k_password);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.member("code"), "too_many");
  EXPECT_EQ(refused.member("retry_after_seconds"), "900");
  EXPECT_EQ(refused.headers.get("Retry-After"), "900");
  clock_.advance(std::chrono::minutes{15});
  EXPECT_EQ(sign_in(k_email, k_password).status, 201);
}

TEST_P(ASession, OfAnotherBrowserIsNotSlowedByTheFailuresOfOneAddress) {
  settings_.behind_proxy = true;
  start();
  for (int i = 0; i < 5; ++i) sign_in(k_email, "not the password", {{"X-Forwarded-For", "203.0.113.9"}});
  EXPECT_EQ(sign_in(k_email, k_password, {{"X-Forwarded-For", "6.6.6.6, 203.0.113.9"}}).status, 429);
  EXPECT_EQ(sign_in(k_email, k_password, {{"X-Forwarded-For", "203.0.113.7"}}).status, 201);
}

TEST_P(ASession, IsUsedByOurOwnPagesOnly) {
  const auto read = [this](const std::string& origin, const std::string& method = "PATCH") {
    Ask ask{method,
            method == "GET" ? "/v1/people" : "/v1/me",
            method == "GET" ? "" : "{}",
            {{"Cookie", "recado_session=" + session_}}};
    if (!origin.empty()) ask.headers.emplace_back("Origin", origin);
    return send(ask);
  };
  const std::string here = fmt::format("127.0.0.1:{}", port());
  EXPECT_EQ(read("http://" + here).status, 200);
  EXPECT_EQ(read("https://" + here).status, 200) << "a proxy may have ended TLS";
  for (const auto& origin : {"", "null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:1"}) {
    const Reply reply = read(origin);
    EXPECT_EQ(reply.status, 403) << origin;
    EXPECT_EQ(reply.member("code"), "wrong_origin");
  }
  EXPECT_EQ(read("http://evil.example", "GET").status, 200) << "browsers keep the answer from the other page";
  EXPECT_EQ(sign_in(k_email, k_password, {{"Origin", "http://evil.example"}}).status, 403);

  settings_.public_url = "https://Recado.example/";
  start();
  EXPECT_EQ(read("https://recado.example").status, 200);
  EXPECT_EQ(read("https://recado.example.evil").status, 403);
}

TEST_P(ASession, IsNotNeededWithAnApiKey) {
  const auto with_key = [this](const std::string& method, const std::string& target, const std::string& body = {}) {
    return send({method, target, body, {{"Authorization", "Bearer " + made_.api_key}}});
  };
  const std::string conversation = customer_writes("hola");
  EXPECT_EQ(with_key("GET", "/v1/conversations").status, 200);
  EXPECT_EQ(with_key("POST", "/v1/conversations/" + conversation + "/close").status, 200);
  EXPECT_EQ(with_key("GET", "/v1/receipts").status, 200);
  EXPECT_EQ(with_key("GET", "/v1/session").status, 401);
  EXPECT_EQ(with_key("PATCH", "/v1/me", "{}").status, 401);
  EXPECT_EQ(with_key("GET", "/v1/conversations?assigned=me").status, 400);
  EXPECT_EQ(with_key("POST", "/v1/conversations/" + conversation + "/assign", R"({"assignee_id":"me"})").status, 400);
}

TEST_P(ASession, EndsAfterThirtyDays) {
  clock_.advance(std::chrono::days{29});
  EXPECT_EQ(get("/v1/session").status, 200);
  clock_.advance(std::chrono::days{1});
  EXPECT_EQ(get("/v1/session").status, 401);
}

TEST_P(ASession, KnowsTheLanguageOfItsMember) {
  const auto set = [this](const std::string& body) { return as(session_, {"PATCH", "/v1/me", body, {}}); };
  EXPECT_EQ(set(R"({"language":"pt-BR"})").member("language"), "pt-BR");
  EXPECT_EQ(set("{}").member("language"), "pt-BR");
  EXPECT_NE(get("/v1/session").body.find(R"("language":"pt-BR")"), std::string::npos);
  EXPECT_EQ(set(R"({"language":null})").member("language"), "");
}

INSTANTIATE_TEST_SUITE_P(, ASession, ::testing::ValuesIn(TestDatabase::available_kinds()), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test

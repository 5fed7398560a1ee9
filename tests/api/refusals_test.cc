// What the API refuses, and in which words: method, path, body, expected status and fragments of the answer.
#include <fmt/format.h>

#include "support/api_fixture.h"

namespace recado::test {
namespace {

struct Case {
  std::string name;
  Ask ask;
  int status;
  std::vector<std::string> fragments;
};

class Refusals : public ApiTest {
 protected:
  void expect_all(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
      SCOPED_TRACE(one.name);
      const Reply reply = as(session_, one.ask);
      EXPECT_EQ(reply.status, one.status) << reply.body;
      EXPECT_EQ(reply.headers.get("Content-Type"), "application/problem+json");
      for (const auto& fragment : one.fragments) EXPECT_NE(reply.body.find(fragment), std::string::npos) << reply.body;
    }
  }
};

TEST_P(Refusals, NameTheFieldOfABodyThatIsWrong) {
  const std::string conversation = "/v1/conversations/" + customer_writes("hola");
  const auto message = [&](const std::string& body) {
    return Ask{"POST", conversation + "/messages", body, {{"Idempotency-Key", "k"}}};
  };
  const auto field = [](const std::string& name) { return "\"field\":\"" + name + "\""; };
  expect_all({
      {"no JSON", message("{"), 400, {R"("code":"invalid")", "next_step"}},
      {"no object", message("[]"), 400, {"must be a JSON object"}},
      {"not UTF-8", message("{\"type\":\"text\",\"text\":\"\xff\"}"), 400, {"not JSON"}},
      {"half a surrogate pair", message(R"({"type":"text","text":"\ud83d"})"), 400, {"not JSON"}},
      {"too deep", message(std::string(100, '[') + std::string(100, ']')), 400, {"not JSON"}},
      {"an unknown field", message(R"({"type":"text","text":"a","colour":"red"})"), 400, {field("colour")}},
      {"a wrong type", message(R"({"type":"text","text":5})"), 400, {field("text"), "must be a text"}},
      {"a missing field", message(R"({"type":"text"})"), 400, {field("text")}},
      {"another kind", message(R"({"type":"order","text":"a"})"), 400, {field("type")}},
      {"a file that is not there", message(R"({"type":"image","text":"a"})"), 400, {field("media")}},
      {"a wrong member inside",
       message(R"({"type":"buttons","text":"a","buttons":[{"id":"1","title":"A"},{"id":"2","title":7}]})"),
       400,
       {field("buttons[1].title"), "must be a text"}},
      {"an unknown member inside",
       message(R"({"type":"location","location":{"latitude":1,"longitude":2,"zoom":3}})"),
       400,
       {field("location.zoom")}},
      {"a label too long",
       message(R"({"type":"buttons","text":"a","buttons":[{"id":"1","title":"a label of far too many letters"}]})"),
       400,
       {field("buttons[0].title"), "20 characters"}},
      {"a quote of nothing", message(R"({"type":"text","text":"a","reply_to":"msg_1"})"), 400, {field("reply_to")}},
      {"an empty text", message(R"({"type":"text","text":"  \n"})"), 400, {field("text")}},
      {"a zero character", message(R"({"type":"text","text":"a\u0000b"})"), 400, {field("text")}},
      {"a text too long",
       message(fmt::format(R"({{"type":"text","text":"{}"}})", std::string(4097, 'a'))),
       400,
       {field("text")}},
      {"a body too large",
       message(fmt::format(R"({{"type":"text","text":"{}"}})", std::string(300'000, 'a'))),
       413,
       {R"("code":"too_large")"}},
      {"no key",
       {"POST", conversation + "/messages", R"({"type":"text","text":"a"})", {}},
       400,
       {field("Idempotency-Key")}},
      {"a key too long",
       {"POST",
        conversation + "/messages",
        R"({"type":"text","text":"a"})",
        {{"Idempotency-Key", std::string(129, 'k')}}},
       400,
       {field("Idempotency-Key")}},
      {"a key that is not ASCII",
       {"POST", conversation + "/messages", R"({"type":"text","text":"a"})", {{"Idempotency-Key", "ch\xc3\xa1u"}}},
       400,
       {field("Idempotency-Key")}},
      {"an assignee who is nobody",
       {"POST", conversation + "/assign", R"({"assignee_id":"usr_zzz"})", {}},
       400,
       {field("assignee_id")}},
      {"an assignee missing", {"POST", conversation + "/assign", "{}", {}}, 400, {field("assignee_id")}},
      {"a language nobody speaks here", {"PATCH", "/v1/me", R"({"language":"tlh"})", {}}, 400, {field("language")}},
  });
}

TEST_P(Refusals, NameTheParameterThatIsWrong) {
  const std::string thread = "/v1/conversations/" + customer_writes("hola") + "/messages";
  const auto at = [](const std::string& target) { return Ask{"GET", target, {}, {}}; };
  const auto field = [](const std::string& name) { return "\"field\":\"" + name + "\""; };
  expect_all({
      {"limit 0", at("/v1/conversations?limit=0"), 400, {field("limit"), "from 1 to 100"}},
      {"limit 101", at("/v1/conversations?limit=101"), 400, {field("limit")}},
      {"limit in words", at("/v1/conversations?limit=ten"), 400, {field("limit")}},
      {"limit with a tail", at("/v1/conversations?limit=10a"), 400, {field("limit")}},
      {"assigned", at("/v1/conversations?assigned=you"), 400, {field("assigned")}},
      {"status", at("/v1/conversations?status=lost"), 400, {field("status"), "archived"}},
      {"unread", at("/v1/conversations?unread=yes"), 400, {field("unread")}},
      {"sort", at("/v1/conversations?sort=oldest"), 400, {field("sort")}},
      {"connection", at("/v1/conversations?connection=1"), 400, {field("connection")}},
      {"a cursor of nothing", at("/v1/conversations?cursor=xyz"), 400, {field("cursor")}},
      {"an empty cursor", at("/v1/conversations?cursor="), 400, {field("cursor")}},
      {"a cursor of the inbox in a thread", at(thread + "?cursor=bi4xLjI"), 400, {field("cursor")}},
      {"no q", at("/v1/search/messages"), 400, {field("q")}},
      {"a short q", at("/v1/search/messages?q=a"), 400, {field("q")}},
      {"a q without a word", at("/v1/search/messages?q=%3F%21%22"), 400, {field("q")}},
      {"a long q", at("/v1/search/messages?q=" + std::string(801, 'a')), 400, {field("q")}},
  });
}

TEST_P(Refusals, KnowNothingOfWhatIsNotThere) {
  const auto nowhere = ids_.next<ConversationId>().text();
  expect_all({
      {"an id that is none", {"GET", "/v1/conversations/5", {}, {}}, 404, {R"("code":"not_found")"}},
      {"an id of nobody", {"GET", "/v1/conversations/" + nowhere, {}, {}}, 404, {"no such conversation"}},
      {"its thread", {"GET", "/v1/conversations/" + nowhere + "/messages", {}, {}}, 404, {}},
      {"reading it", {"POST", "/v1/conversations/" + nowhere + "/read", {}, {}}, 404, {}},
      {"assigning it", {"POST", "/v1/conversations/" + nowhere + "/assign", R"({"assignee_id":null})", {}}, 404, {}},
      {"writing to it",
       {"POST",
        "/v1/conversations/" + nowhere + "/messages",
        R"({"type":"text","text":"a"})",
        {{"Idempotency-Key", "k"}}},
       404,
       {}},
      {"a receipt", {"POST", "/v1/receipts/" + ids_.next<ReceiptId>().text() + "/replay", {}, {}}, 404, {}},
      {"an address", {"GET", "/v1/nothing", {}, {}}, 404, {R"("code":"not_found")"}},
      {"a simulator", {"GET", "/v1/sandbox/numbers", {}, {}}, 404, {"--sandbox"}},
      {"a method", {"DELETE", "/v1/people", {}, {}}, 405, {R"("code":"method_not_allowed")"}},
  });
}

TEST_P(Refusals, ComeBeforeAnythingIsToldToAStranger) {
  const std::string conversation = "/v1/conversations/" + customer_writes("secret words");
  const std::vector<Ask> asks{
      {"GET", "/v1/session", {}, {}},
      {"DELETE", "/v1/session", {}, {}},
      {"PATCH", "/v1/me", "{}", {}},
      {"GET", "/v1/people", {}, {}},
      {"GET", "/v1/connections", {}, {}},
      {"GET", "/v1/conversations", {}, {}},
      {"GET", conversation, {}, {}},
      {"POST", conversation + "/read", {}, {}},
      {"POST", conversation + "/close", {}, {}},
      {"POST", conversation + "/reopen", {}, {}},
      {"POST", conversation + "/assign", {}, {}},
      {"GET", conversation + "/messages", {}, {}},
      {"POST", conversation + "/messages", {}, {}},
      {"GET", "/v1/search/messages?q=secret", {}, {}},
      {"GET", "/v1/receipts", {}, {}},
      {"POST", "/v1/receipts/rcpt_1/replay", {}, {}},
      {"GET", "/v1/sandbox", {}, {}},
      {"GET", "/v1/sandbox/numbers", {}, {}},
  };
  for (Ask ask : asks) {
    SCOPED_TRACE(ask.method + " " + ask.target);
    const Reply nobody = send(ask);
    EXPECT_EQ(nobody.status, 401);
    EXPECT_EQ(nobody.headers.get("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(nobody.body.find("secret"), std::string::npos);
    EXPECT_EQ(as("rs_somebody_else", ask).status, 401);
    ask.headers.emplace_back("Authorization", "Bearer rk_guessed");
    EXPECT_EQ(send(ask).status, 401);
  }
}

TEST_P(Refusals, KeepAnAgentFromWhatConcernsTheWholeWorkspace) {
  const std::string agent = join(Role::agent, "abel");
  for (const Ask& ask : {Ask{"GET", "/v1/receipts", {}, {}}, Ask{"POST", "/v1/receipts/rcpt_1/replay", {}, {}}}) {
    const Reply reply = as(agent, ask);
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(reply.member("code"), "forbidden");
  }
  EXPECT_EQ(as(join(Role::admin, "ada"), {"GET", "/v1/receipts", {}, {}}).status, 200);
}

INSTANTIATE_TEST_SUITE_P(, Refusals, ::testing::ValuesIn(TestDatabase::available_kinds()), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test

#include <boost/json.hpp>
#include <fmt/format.h>

#include "support/api_fixture.h"

namespace recado::test {
namespace {

namespace json = boost::json;

class TheInbox : public ApiTest {
 protected:
  static json::object parse(const Reply& reply) {
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.status == 200 ? json::parse(reply.body).as_object() : json::object{};
  }
  // One text of every item, in order.
  static std::vector<std::string> column(const json::object& page, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& item : page.at("items").as_array()) values.emplace_back(item.at(name).as_string());
    return values;
  }
  static std::string text_of(const json::value& value) { return value.is_null() ? "" : std::string{value.as_string()}; }

  // All pages of a list, followed to their end.
  std::vector<std::string> walk(const std::string& target, std::string_view name,
                                const std::string& towards = "next_cursor") {
    std::vector<std::string> all;
    std::string cursor;
    do {
      const auto page = parse(get(target + (cursor.empty() ? "" : "&cursor=" + cursor)));
      auto values = column(page, name);
      all.insert(towards == "next_cursor" ? all.end() : all.begin(), values.begin(), values.end());
      cursor = text_of(page.at(towards));
    } while (!cursor.empty() && all.size() < 1000);
    return all;
  }
};

TEST_P(TheInbox, ShowsTheNewestFirstOrTheLongestWaiting) {
  std::vector<std::string> made;
  for (int i = 0; i < 7; ++i) made.push_back(customer_writes("hola", k_start_s + i, fmt::format("57300123450{}", i)));
  EXPECT_EQ(walk("/v1/conversations?limit=3&sort=waiting", "id"), made);
  const std::vector<std::string> newest{made.rbegin(), made.rend()};
  EXPECT_EQ(walk("/v1/conversations?limit=3", "id"), newest);
  EXPECT_EQ(walk("/v1/conversations?limit=7&status=any", "id"), newest);
  EXPECT_EQ(walk("/v1/conversations?limit=100", "id"), newest);
}

TEST_P(TheInbox, IsFilteredByAssigneeStatusNumberAndUnread) {
  const std::string a = customer_writes("a", k_start_s, "573001234501");
  const std::string b = customer_writes("b", k_start_s + 1, "573001234502");
  const auto ids = [this](const std::string& query) { return column(parse(get("/v1/conversations?" + query)), "id"); };
  using Ids = std::vector<std::string>;
  EXPECT_EQ(parse(post("/v1/conversations/" + a + "/assign", R"({"assignee_id":"me"})")).at("assignee_id"),
            json::value(made_.owner.text()));
  EXPECT_EQ(parse(post("/v1/conversations/" + b + "/read")).at("unread_count"), 0);
  EXPECT_EQ(ids("assigned=me"), Ids{a});
  EXPECT_EQ(ids("assigned=nobody"), Ids{b});
  EXPECT_EQ(ids("unread=true"), Ids{a});
  EXPECT_EQ(ids("connection=" + connection_.id.text()), (Ids{b, a}));
  EXPECT_EQ(ids("connection=" + ids_.next<ConnectionId>().text()), Ids{});
  EXPECT_EQ(parse(post("/v1/conversations/" + b + "/close")).at("status"), json::value("closed"));
  EXPECT_EQ(ids("status=closed"), Ids{b});
  EXPECT_EQ(ids(""), Ids{a});
  EXPECT_EQ(ids("status=any"), (Ids{b, a}));
  EXPECT_EQ(parse(post("/v1/conversations/" + b + "/reopen")).at("status"), json::value("open"));
  const auto other = person_of(join(Role::agent, "abel")).text();
  EXPECT_EQ(parse(post("/v1/conversations/" + a + "/assign", R"({"assignee_id":")" + other + "\"}")).at("assignee_id"),
            json::value(other));
  EXPECT_TRUE(parse(post("/v1/conversations/" + a + "/assign", R"({"assignee_id":null})")).at("assignee_id").is_null());
}

TEST_P(TheInbox, ShowsAThreadInTheOrderOfTheProvidersTimeInBothDirections) {
  std::string conversation;
  std::vector<std::string> texts;
  for (int i = 0; i < 7; ++i) {
    texts.push_back(fmt::format("message {}", i));
    conversation = customer_writes(texts.back(), k_start_s + i);
  }
  const std::string thread = "/v1/conversations/" + conversation + "/messages?limit=3";
  const auto newest = parse(get(thread));
  EXPECT_EQ(column(newest, "text"), (std::vector<std::string>{"message 4", "message 5", "message 6"}));
  EXPECT_TRUE(newest.at("next_cursor").is_null());
  EXPECT_EQ(walk(thread, "text", "previous_cursor"), texts);

  const auto older = parse(get(thread + "&cursor=" + text_of(newest.at("previous_cursor"))));
  EXPECT_EQ(column(older, "text"), (std::vector<std::string>{"message 1", "message 2", "message 3"}));
  const auto oldest = parse(get(thread + "&cursor=" + text_of(older.at("previous_cursor"))));
  EXPECT_TRUE(oldest.at("previous_cursor").is_null());
  const auto back = parse(get(thread + "&cursor=" + text_of(oldest.at("next_cursor"))));
  EXPECT_EQ(column(back, "text"), column(older, "text"));
  EXPECT_EQ(column(parse(get(thread + "&cursor=" + text_of(back.at("next_cursor")))), "text"), column(newest, "text"));
}

TEST_P(TheInbox, QueuesAReplyOnceHoweverOftenItIsAskedFor) {
  const std::string conversation = customer_writes("hola");
  const Reply first = reply(conversation, "buenos días ☀", "key-1");
  EXPECT_EQ(first.status, 202) << first.body;
  EXPECT_EQ(first.member("status"), "queued");
  EXPECT_EQ(first.member("client_key"), "key-1");
  EXPECT_EQ(first.member("author_id"), made_.owner.text());
  const Reply again = reply(conversation, "buenos días ☀", "key-1");
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(again.body, first.body);
  const Reply reused = reply(conversation, "something else", "key-1");
  EXPECT_EQ(reused.status, 409);
  EXPECT_EQ(reused.member("code"), "idempotency_key_reused");
  EXPECT_EQ(column(parse(get("/v1/conversations/" + conversation + "/messages")), "text"),
            (std::vector<std::string>{"hola", "buenos días ☀"}));
}

TEST_P(TheInbox, RefusesAReplyOutsideTheServiceWindowAndNamesItsEnd) {
  const std::string conversation = customer_writes("hola");
  clock_.advance(std::chrono::hours{24});
  const Reply refused = reply(conversation, "too late", "key-1");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.member("code"), "window_closed");
  EXPECT_EQ(refused.member("window_ended_at"), to_iso8601(utc_seconds(k_start_s + 24 * 3600)));
  EXPECT_EQ(parse(get("/v1/conversations/" + conversation)).at("window_ends_at"),
            json::value(refused.member("window_ended_at")));
}

TEST_P(TheInbox, FindsMessagesWhateverTheirCaseAndAccents) {
  for (int i = 0; i < 5; ++i) customer_writes(fmt::format("Ação número {}", i), k_start_s + i);
  customer_writes("nada", k_start_s + 9, "573001234599");
  index_for_search();
  const auto texts = [this](const std::string& q) {
    std::vector<std::string> found;
    for (const auto& hit : parse(get("/v1/search/messages?q=" + q)).at("items").as_array()) {
      found.emplace_back(hit.at("message").at("text").as_string());
      EXPECT_EQ(hit.at("conversation").at("id"), hit.at("message").at("conversation_id"));
    }
    return found;
  };
  EXPECT_EQ(texts("ACAO").size(), 5U);
  EXPECT_EQ(texts("a%C3%A7%C3%A3o+num").size(), 5U);
  EXPECT_EQ(texts("numero+3"), (std::vector<std::string>{"Ação número 3"}));
  EXPECT_EQ(texts("%22acao%22+OR+nada*").size(), 0U) << "words, not a language of operators";
  const auto page = parse(get("/v1/search/messages?q=acao&limit=3"));
  EXPECT_EQ(page.at("items").as_array().size(), 3U);
  const auto rest = parse(get("/v1/search/messages?q=acao&limit=3&cursor=" + text_of(page.at("next_cursor"))));
  EXPECT_EQ(rest.at("items").as_array().size(), 2U);
  EXPECT_TRUE(rest.at("next_cursor").is_null());
}

TEST_P(TheInbox, ListsPeopleAndNumbersWithoutTheirSecrets) {
  join(Role::agent, "abel");
  const Reply people = get("/v1/people");
  EXPECT_EQ(column(parse(people), "role").size(), 2U);
  EXPECT_EQ(people.body.find("password"), std::string::npos);
  const Reply numbers = get("/v1/connections");
  EXPECT_EQ(column(parse(numbers), "phone"), std::vector<std::string>{"+15550783881"});
  EXPECT_EQ(numbers.body.find(k_app_secret), std::string::npos);
  EXPECT_EQ(numbers.body.find("token"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(, TheInbox, ::testing::ValuesIn(TestDatabase::available_kinds()), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test

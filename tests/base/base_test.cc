#include <gtest/gtest.h>

#include <set>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/id.h"
#include "base/json_writer.h"

namespace recado {
namespace {

struct Tag {
  static constexpr std::string_view prefix = "msg_";
};
using TestId = Id<Tag>;

TEST(Clock, WritesAndReadsIso8601) {
  EXPECT_EQ(to_iso8601(utc_ms(1795259940123)), "2026-11-21T11:19:00.123Z");
  EXPECT_EQ(from_iso8601("2026-11-21T11:19:00.123Z"), utc_ms(1795259940123));
  EXPECT_EQ(from_iso8601("2026-11-21T11:19:00Z"), utc_ms(1795259940000));
  for (const char* text :
       {"", "2026-11-21", "2026-13-21T11:19:00Z", "2026-11-21T25:19:00Z", "2026-11-21T11:19:00.123"}) {
    EXPECT_FALSE(from_iso8601(text)) << text;
  }
}

TEST(Id, IsTextWithAPrefixThatSortsAsTheNumberDoes) {
  const TestId small{1000};
  const TestId large{1LL << 61};
  EXPECT_EQ(TestId::parse(small.text()), small);
  EXPECT_EQ(TestId::parse(large.text()), large);
  EXPECT_LT(small.text(), large.text());
  EXPECT_EQ(small.text().size(), 17U);
}

TEST(Id, IsRefusedWhenItIsOfAnotherKindOrBroken) {
  for (const char* text : {"", "msg_", "conv_0000000000001", "msg_000000000000", "msg_00000000000001",
                           "msg_000000000000u", "msg_0000000000000", "msg_zzzzzzzzzzzzz"}) {
    EXPECT_FALSE(TestId::parse(text)) << text;
  }
}

TEST(IdSource, GivesNoIdTwiceEvenWhenTheClockStepsBack) {
  ManualClock clock{utc_ms(1795259940123)};
  IdSource ids{clock, 7};
  std::set<std::int64_t> seen;
  std::int64_t last = 0;
  for (int i = 0; i < 10'000; ++i) {
    if (i == 5'000) clock.advance(DurationMs{-60'000});
    const auto value = ids.next_value();
    EXPECT_GT(value, last);
    last = value;
    seen.insert(value);
  }
  EXPECT_EQ(seen.size(), 10'000U);
}

TEST(MasterKey, OpensWhatItSealedInTheSameContextOnly) {
  const auto key = crypto::MasterKey::generate();
  const std::string box = key.seal("token", "conn_1/access_token");
  EXPECT_EQ(box.find("token"), std::string::npos);
  EXPECT_EQ(key.open(box, "conn_1/access_token").value(), "token");
  EXPECT_FALSE(key.open(box, "conn_2/access_token"));
  EXPECT_FALSE(crypto::MasterKey::generate().open(box, "conn_1/access_token"));
  EXPECT_FALSE(key.open(box.substr(0, 20), "conn_1/access_token"));
}

TEST(Password, IsVerifiedAgainstItsHashOnly) {
  const std::string hash = crypto::hash_password("correct horse");
  EXPECT_TRUE(crypto::verify_password(hash, "correct horse"));
  EXPECT_FALSE(crypto::verify_password(hash, "correct horse "));
  EXPECT_FALSE(crypto::verify_password("nonsense", "correct horse"));
}

TEST(Base64, ReadsWhatItWrote) {
  for (const std::string& text : {std::string{}, std::string{"a"}, std::string{"ab\0c", 4}, std::string(100, '\xff')}) {
    EXPECT_EQ(crypto::from_base64(crypto::to_base64(text)).value(), text);
  }
  EXPECT_FALSE(crypto::from_base64("a*b="));
}

TEST(JsonWriter, EscapesWhatJsonDoesNotTake) {
  JsonWriter json;
  json.begin_object();
  json.member("text", std::string{"a\"b\\c\n\x01\xff \u00e9", 11});
  json.member("list", 1).key("more").begin_array().value(true).value(1.5).null().end_array();
  json.end_object();
  EXPECT_EQ(json.text(), "{\"text\":\"a\\\"b\\\\c\\n\\u0001\xEF\xBF\xBD \u00e9\",\"list\":1,\"more\":[true,1.5,null]}");
}

}  // namespace
}  // namespace recado

#include "net/http.h"

#include <gtest/gtest.h>

namespace recado::net {
namespace {

TEST(Headers, compare_names_without_case_and_set_replaces_all_of_them) {
  Headers headers;
  headers.add("Set-Cookie", "a");
  headers.add("set-cookie", "b");
  EXPECT_EQ(headers.get("SET-COOKIE"), "a");
  EXPECT_EQ(headers.all().size(), 2U);
  headers.set("Set-cookie", "c");
  EXPECT_EQ(headers.all().size(), 1U);
  EXPECT_EQ(headers.get("Set-Cookie"), "c");
  EXPECT_FALSE(headers.has("Cookie"));
  EXPECT_EQ(headers.get("Cookie"), "");
}

TEST(PercentEncoding, round_trips_every_byte) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(percent_decode(percent_encode(all)), all);
  EXPECT_EQ(percent_encode("a b/c~é"), "a%20b%2Fc~%C3%A9");
}

TEST(PercentEncoding, leaves_what_is_no_escape) {
  EXPECT_EQ(percent_decode("100%"), "100%");
  EXPECT_EQ(percent_decode("%4"), "%4");
  EXPECT_EQ(percent_decode("%zz+"), "%zz+");
}

TEST(AQuery, keeps_order_and_repetition_and_survives_odd_text) {
  const Query query = Query::parse("&&a=1&=x&b&a=2&c=d=e&%41=%42&+=%zz");
  EXPECT_EQ(query.all().size(), 7U);
  EXPECT_EQ(query.get("a"), "1");
  EXPECT_EQ(query.get("b"), "");
  EXPECT_EQ(query.get("c"), "d=e");
  EXPECT_EQ(query.get("A"), "B");
  EXPECT_EQ(query.get(" "), "%zz");
  EXPECT_EQ(query.get(""), "x");
}

}  // namespace
}  // namespace recado::net

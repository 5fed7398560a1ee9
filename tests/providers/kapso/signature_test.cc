#include "providers/kapso/signature.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/crypto.h"
#include "net/http.h"

namespace recado::kapso {
namespace {

TEST(KapsoSignature, The_published_vector_holds) {
  EXPECT_TRUE(verify_signature("kapso-secret", "c80aa7fffd754125a59fef29f53463825d1160f93ce340bba3baca38968e73f7",
                               R"({"phone_number_id":"123456789012345"})"));
}

TEST(KapsoSignature, Anything_else_is_not_believed) {
  const std::string body = R"({"phone_number_id":"1"})";
  const std::string good = crypto::hmac_sha256_hex("key", body);
  EXPECT_TRUE(verify_signature("key", good, body));
  EXPECT_FALSE(verify_signature("key", good, body + " "));
  EXPECT_FALSE(verify_signature("other", good, body));
  EXPECT_FALSE(verify_signature("", crypto::hmac_sha256_hex("", body), body)) << "no key, no proof";
  EXPECT_FALSE(verify_signature("key", "", body));
  EXPECT_FALSE(verify_signature("key", "sha256=", body));
  EXPECT_FALSE(verify_signature("key", good.substr(0, 63), body));
  EXPECT_FALSE(verify_signature("key", good + "\n", body));
}

std::filesystem::path shared_folder() {
  if (const char* named = std::getenv("RECADO_SHARED")) return named;
  return std::filesystem::path{RECADO_SOURCE_DIR}.parent_path() / "shared";
}

TEST(KapsoSignature, The_collected_vectors_hold) {
  std::ifstream file(shared_folder() / "corpus" / "signatures.json");
  if (!file) GTEST_SKIP() << "no vectors: set RECADO_SHARED to the folder that holds corpus/signatures.json";
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  int checked = 0;
  for (const auto& vector : boost::json::parse(text).at("vectors").as_array()) {
    const auto& one = vector.as_object();
    if (one.at("provider") != "kapso" || one.at("expect") == "either") continue;
    net::Headers headers;
    for (const auto& [name, value] : one.at("headers").as_object()) {
      headers.add(std::string{name}, std::string{value.as_string()});
    }
    EXPECT_EQ(verify_signature(std::string{one.at("secret").as_string()}, headers.get("X-Webhook-Signature"),
                               std::string{one.at("body_raw").as_string()}),
              one.at("expect") == "accept")
        << one.at("id");
    ++checked;
  }
  EXPECT_GE(checked, 15);
}

}  // namespace
}  // namespace recado::kapso

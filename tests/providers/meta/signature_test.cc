#include "providers/meta/signature.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/crypto.h"
#include "net/http.h"
#include "providers/meta/challenge.h"

namespace recado::meta {
namespace {

const std::string k_secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const std::string k_body = R"({"object":"whatsapp_business_account","n":"\u00e9 \/"})";

std::string signed_by(std::string_view secret) { return "sha256=" + crypto::hmac_sha256_hex(secret, k_body); }

TEST(MetaSignature, The_raw_bytes_signed_with_the_app_secret_are_believed) {
  EXPECT_TRUE(verify_signature(k_secret, signed_by(k_secret), k_body));
}

TEST(MetaSignature, Anything_else_is_not) {
  const std::string good = signed_by(k_secret);
  EXPECT_FALSE(verify_signature(k_secret, good, k_body + "\n"));
  EXPECT_FALSE(verify_signature("another", good, k_body));
  EXPECT_FALSE(verify_signature("", signed_by(""), k_body)) << "no secret, no proof";
  EXPECT_FALSE(verify_signature(k_secret, "", k_body));
  EXPECT_FALSE(verify_signature(k_secret, "sha256=", k_body));
  EXPECT_FALSE(verify_signature(k_secret, good.substr(7), k_body));
  EXPECT_FALSE(verify_signature(k_secret, good.substr(0, 39), k_body));
  EXPECT_FALSE(verify_signature(k_secret, good + "00", k_body));
  EXPECT_FALSE(verify_signature(k_secret, " " + good, k_body));
  EXPECT_FALSE(verify_signature(k_secret, "sha1=" + good.substr(7), k_body));
}

std::filesystem::path shared_folder() {
  if (const char* named = std::getenv("RECADO_SHARED")) return named;
  return std::filesystem::path{RECADO_SOURCE_DIR}.parent_path() / "shared";
}

TEST(MetaSignature, The_published_vectors_hold) {
  std::ifstream file(shared_folder() / "corpus" / "signatures.json");
  if (!file) GTEST_SKIP() << "no vectors: set RECADO_SHARED to the folder that holds corpus/signatures.json";
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  int checked = 0;
  for (const auto& vector : boost::json::parse(text).at("vectors").as_array()) {
    const auto& one = vector.as_object();
    if (one.at("provider") != "meta" || one.at("expect") == "either") continue;
    std::string body;
    if (const auto* raw = one.if_contains("body_raw")) body = raw->as_string();
    if (const auto* bytes = one.if_contains("body_base64")) body = crypto::from_base64(bytes->as_string()).value();
    net::Headers headers;
    for (const auto& [name, value] : one.at("headers").as_object()) {
      headers.add(std::string{name}, std::string{value.as_string()});
    }
    EXPECT_EQ(verify_signature(std::string{one.at("secret").as_string()}, headers.get("X-Hub-Signature-256"), body),
              one.at("expect") == "accept")
        << one.at("id");
    ++checked;
  }
  EXPECT_GE(checked, 20);
}

TEST(MetaChallenge, The_handshake_is_answered_with_the_challenge_byte_for_byte) {
  EXPECT_EQ(
      answer_challenge(net::Query::parse("hub.mode=subscribe&hub.challenge=0012%3Cb%3E&hub.verify_token=t%26k"), "t&k"),
      "0012<b>");
}

TEST(MetaChallenge, A_wrong_token_mode_or_no_challenge_is_refused) {
  EXPECT_FALSE(answer_challenge(net::Query::parse("hub.mode=subscribe&hub.challenge=1&hub.verify_token=x"), "t"));
  EXPECT_FALSE(answer_challenge(net::Query::parse("hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=t"), "t"));
  EXPECT_FALSE(answer_challenge(net::Query::parse("hub.mode=subscribe&hub.verify_token=t"), "t"));
  EXPECT_FALSE(answer_challenge(net::Query::parse("hub.mode=subscribe&hub.challenge=1&hub.verify_token="), ""));
  EXPECT_FALSE(answer_challenge(net::Query::parse(""), "t"));
}

}  // namespace
}  // namespace recado::meta

#include "providers/twilio/signature.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/crypto.h"
#include "net/http.h"

namespace recado::twilio {
namespace {

constexpr std::string_view k_token = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
constexpr std::string_view k_form = "application/x-www-form-urlencoded; charset=UTF-8";
constexpr std::string_view k_url = "https://inbox.example.test/v1/webhooks/whatsapp/twilio?shop=3";

std::string sign(const std::string& text) { return crypto::to_base64(crypto::hmac_sha1(k_token, text)); }

bool holds(const std::string& signature, std::string_view body, std::string_view url = k_url,
           std::string_view type = k_form) {
  return verify_signature(k_token, {signature, body, url, type});
}

TEST(TwilioSignature, The_address_and_the_sorted_parameters_are_signed) {
  const std::string url{k_url};
  EXPECT_TRUE(holds(sign(url + "Bodyhé y+zTowhatsapp:+1b2"), "b=2&To=whatsapp%3A%2B1&Body=h%C3%A9+y%2Bz"));
  EXPECT_TRUE(holds(sign(url + "Aa1Aa2"), "A=a2&A=a1&A=a2")) << "values of one name: once each, in order";
  EXPECT_TRUE(holds(sign(url + "Body"), "Body=")) << "an empty value leaves its name";
  EXPECT_FALSE(holds(sign(url + "Bodyhi"), "Body=hi&New=1")) << "a parameter put in on the way";
  EXPECT_FALSE(holds(sign(url + "Bodyhi"), "Body=hi%ZZ")) << "no form";
  EXPECT_FALSE(holds(sign(url + "Bodyhi"), "Body=hi", "https://other.example.test/v1/webhooks/whatsapp/twilio?shop=3"));
  EXPECT_FALSE(holds("", "Body=hi"));
  EXPECT_FALSE(verify_signature("", {sign(url + "Bodyhi"), "Body=hi", k_url, k_form})) << "no token, no proof";
}

TEST(TwilioSignature, The_port_may_be_there_or_not) {
  const auto signed_for = [](const std::string& url) { return sign(url + "Bodyhi"); };
  EXPECT_TRUE(holds(signed_for("https://a.test:443/x"), "Body=hi", "https://a.test/x"));
  EXPECT_TRUE(holds(signed_for("http://a.test:80/x"), "Body=hi", "http://a.test/x"));
  EXPECT_TRUE(holds(signed_for("https://a.test/x"), "Body=hi", "https://a.test:8443/x"));
  EXPECT_TRUE(holds(signed_for("https://[2001:db8::1]:443/x"), "Body=hi", "https://[2001:db8::1]/x"));
  EXPECT_TRUE(holds(signed_for("https://[2001:db8::1]/x"), "Body=hi", "https://[2001:db8::1]:8443/x"));
  EXPECT_FALSE(holds(signed_for("https://a.test:8080/x"), "Body=hi", "https://a.test/x"));
  EXPECT_FALSE(holds(signed_for("no address"), "Body=hi", "https://a.test/x"));
  EXPECT_FALSE(holds(signed_for("https://a.test/x"), "Body=hi", "nonsense"));
}

TEST(TwilioSignature, A_body_that_is_no_form_is_vouched_for_by_its_hash) {
  const std::string body = R"({"a":1})";
  const std::string url = "https://a.test/x?bodySHA256=" + crypto::sha256_hex(body);
  EXPECT_TRUE(holds(sign(url), body, url, "application/json"));
  EXPECT_FALSE(holds(sign(url), body + " ", url, "application/json"));
  EXPECT_FALSE(holds(sign("https://a.test/x"), body, "https://a.test/x", "application/json"));
  EXPECT_FALSE(holds(sign("https://a.test/x"), "Body=hi", "https://a.test/x", "")) << "a form that does not say so";
}

std::filesystem::path shared_folder() {
  if (const char* named = std::getenv("RECADO_SHARED")) return named;
  return std::filesystem::path{RECADO_SOURCE_DIR}.parent_path() / "shared";
}

std::string text_at(const boost::json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found != nullptr && found->is_string() ? std::string{found->get_string()} : std::string{};
}

TEST(TwilioSignature, The_published_vectors_hold) {
  std::ifstream file(shared_folder() / "corpus" / "signatures.json");
  if (!file) GTEST_SKIP() << "no vectors: set RECADO_SHARED to the folder that holds corpus/signatures.json";
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  int checked = 0;
  for (const auto& vector : boost::json::parse(text).at("vectors").as_array()) {
    const auto& one = vector.as_object();
    if (one.at("provider") != "twilio") continue;
    ++checked;
    if (one.at("expect") == "either") continue;
    net::Headers headers;
    for (const auto& [name, value] : one.at("headers").as_object()) {
      headers.add(std::string{name}, std::string{value.as_string()});
    }
    std::string body = text_at(one, "body_raw");
    if (one.contains("body_base64")) body = crypto::from_base64(text_at(one, "body_base64")).value();
    EXPECT_EQ(verify_signature(text_at(one, "secret"), {headers.get("X-Twilio-Signature"), body, text_at(one, "url"),
                                                        headers.get("Content-Type")}),
              one.at("expect") == "accept")
        << one.at("id");
  }
  EXPECT_GE(checked, 50);
}

}  // namespace
}  // namespace recado::twilio

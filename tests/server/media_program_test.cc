// The whole program with a number at each provider, over both databases: files both ways, byte for byte.
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/crypto.h"
#include "base/json_writer.h"
#include "server/running_program.h"
#include "support/live_client.h"

namespace recado::server {
namespace {

using ::testing::SizeIs;

struct Case {
  std::string database;
  std::string provider;
  std::string number;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const std::string& kind : test::TestDatabase::available_kinds()) {
    all.push_back({kind, "meta", RunningProgram::k_number_id});
    all.push_back({kind, "twilio", RunningProgram::k_twilio_number_id});
    all.push_back({kind, "kapso", RunningProgram::k_kapso_number_id});
  }
  return all;
}

class MediaProgramTest : public ::testing::TestWithParam<Case> {
 protected:
  void start() {
    running_.start();
    const std::string url = running_.program().url();
    stream_ = std::make_unique<test::LiveClient>(
        static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))), "/v1/live",
        test::LiveClient::Headers{{"Authorization", "Bearer " + running_.api_key()}});
    ASSERT_EQ(stream_->status(), 101);
    ASSERT_TRUE(stream_->read()) << "no hello";
  }

  // Reads the stream until a frame bears all of these words.
  bool arrives(const std::vector<std::string>& words) {
    while (const auto frame = stream_->read()) {
      last_frame_ = *frame;
      if (std::ranges::all_of(words, [&](const auto& word) { return frame->find(word) != std::string::npos; }))
        return true;
    }
    return false;
  }

  std::string conversation() {
    const auto page = running_.ask("GET", "/v1/conversations");
    const auto& items = page.body.at("items").as_array();
    EXPECT_THAT(items, SizeIs(1));
    return items.empty() ? std::string{} : "/v1/conversations/" + std::string{items[0].at("id").as_string()};
  }

  void customer_sends_picture() {
    JsonWriter file;
    file.begin_object().member("mime_type", "image/png").member("base64", crypto::to_base64(picture_)).end_object();
    const auto put = running_.control("POST", "numbers/" + GetParam().number + "/media", file.text());
    ASSERT_EQ(put.status, 200) << boost::json::serialize(put.body);
    JsonWriter played;
    played.begin_object().member("number_id", GetParam().number).member("type", "image").key("content");
    played.begin_object().member("id", put.body.at("id").as_string().c_str()).member("mime_type", "image/png");
    played.member("sha256", put.body.at("sha256").as_string().c_str()).end_object().end_object();
    const auto sent = running_.control("POST", "customers/ana/messages", played.text());
    ASSERT_EQ(sent.status, 200) << boost::json::serialize(sent.body);
  }

  // The last message from the business on the phone.
  boost::json::value on_phone() {
    const auto thread = running_.control("GET", "customers/ana/thread?number_id=" + GetParam().number).body;
    boost::json::value last;
    for (const auto& message : thread.at("messages").as_array()) {
      if (message.at("direction") == "from_business") last = message;
    }
    return last;
  }

  std::string picture_ =
      crypto::from_base64(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")
          .value();
  std::string last_frame_;
  RunningProgram running_{GetParam().database};
  std::unique_ptr<test::LiveClient> stream_;
};

TEST_P(MediaProgramTest, APictureFromThePhoneEndsReadyWithItsBytes) {
  start();
  customer_sends_picture();
  ASSERT_TRUE(arrives({"message.updated", R"("state":"ready")"})) << last_frame_;
  const auto messages = running_.ask("GET", conversation() + "/messages").body;
  const auto& file = messages.at("items").at(0).at("files").at(0);
  EXPECT_EQ(file.at("mime"), "image/png");
  EXPECT_EQ(running_.bytes_at("/v1/media/" + std::string{file.at("id").as_string()}), picture_);
}

TEST_P(MediaProgramTest, APictureOfOursReachesThePhoneByteForByte) {
  start();
  running_.customer_writes("ana", "Hola", GetParam().number);
  ASSERT_TRUE(arrives({"message.created", "Hola"}));
  const auto uploaded = running_.ask("POST", "/v1/media?name=factura.png", picture_);
  ASSERT_EQ(uploaded.status, 201) << boost::json::serialize(uploaded.body);
  JsonWriter body;
  body.begin_object().member("type", "image").member("text", "La factura").key("media").begin_object();
  body.member("file_id", uploaded.body.at("id").as_string().c_str()).end_object().end_object();
  const auto sent = running_.ask("POST", conversation() + "/messages", body.text(), "key-1");
  ASSERT_EQ(sent.status, 202) << boost::json::serialize(sent.body);
  ASSERT_TRUE(arrives({"message.updated", R"("status":"delivered")"})) << last_frame_;
  const auto message = on_phone();
  EXPECT_EQ(message.at("type"), "image");
  const std::string id{message.at("content").at("id").as_string()};
  EXPECT_EQ(
      running_.bytes_at(running_.program().simulator_url() + "/control/numbers/" + GetParam().number + "/media/" + id),
      picture_);
}

INSTANTIATE_TEST_SUITE_P(, MediaProgramTest, ::testing::ValuesIn(cases()),
                         [](const auto& each) { return each.param.database + "_" + each.param.provider; });

}  // namespace
}  // namespace recado::server

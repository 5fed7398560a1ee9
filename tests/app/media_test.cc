// Files of received messages, fetched from the simulator into a real store: what goes wrong on the way, and what is kept.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "app/fetch_media.h"
#include "app/refetch_media.h"
#include "app_fixture.h"
#include "media/disk_objects.h"
#include "media/previewer.h"
#include "media/sealed_media_store.h"
#include "providers/meta/media_transfer.h"
#include "simulator/simulator.h"

namespace recado::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class MediaTest : public AppTest {
 protected:
  void SetUp() override {
    AppTest::SetUp();
    ASSERT_TRUE(simulator_.start());
    base_ = "http://127.0.0.1:" + std::to_string(simulator_.port());
    connection_.base_url = base_;
    ASSERT_TRUE(connections_->update(connection_, {"token", "secret", "verify"}));
    ASSERT_TRUE(directory_->reload());
    control("PUT", "/control/numbers/" + std::string{k_number},
            R"({"account_id":"102290129340398","phone":"15550783881","display_name":"Demo","access_token":"token",)"
            R"("app_secret":"secret","verify_token":"verify"})");
    folder_ = fs::temp_directory_path() / ("recado-media-" + crypto::to_hex(crypto::random_bytes(8)));
    media_store_ = media::make_media_store(media::make_disk_objects(folder_.string()), key_);
    keep_ = std::make_unique<KeepMedia>(*media_store_, *previewer_);
    providers_.add(Provider::meta, {.reader = reader_.get(), .media_source = source_.get()});
    fetch_ = std::make_unique<FetchMedia>(*store_, *directory_, providers_, *keep_, clock_);
    queue_ = store::make_job_queue(*database_);
  }
  void TearDown() override {
    simulator_.stop();
    fs::remove_all(folder_);
  }

  net::Response control(const std::string& method, const std::string& path, const std::string& body) {
    net::ClientRequest request{.method = method, .url = base_ + path, .body = body};
    request.headers.set("Authorization", "Bearer token");
    const auto answer = client_.send(request);
    EXPECT_TRUE(answer && answer->status < 300) << path << ": " << (answer ? answer->body : answer.error().message);
    return answer.value_or(net::Response{});
  }

  // The provider's id of a file that a customer has sent.
  std::string at_provider(const std::string& mime, const std::string& bytes) {
    net::ClientRequest post{.method = "POST", .url = base_ + "/v22.0/" + std::string{k_number} + "/media"};
    post.headers.set("Authorization", "Bearer token");
    post.headers.set("Content-Type", "multipart/form-data; boundary=xx");
    const std::string part = "--xx\r\nContent-Disposition: form-data; name=\"";
    post.body = part + "messaging_product\"\r\n\r\nwhatsapp\r\n" + part +
                "file\"; filename=\"f\"\r\nContent-Type: " + mime + "\r\n\r\n" + bytes + "\r\n--xx--\r\n";
    const auto answer = client_.send(post);
    EXPECT_TRUE(answer && answer->status == 200) << (answer ? answer->body : answer.error().message);
    const std::string& body = answer->body;
    return body.substr(7, body.find('"', 7) - 7);
  }

  std::string item(const std::string& wamid, const std::string& type, const std::string& members) const {
    return R"({"from":"573001234567","id":")" + wamid + R"(","timestamp":"1795000000","type":")" + type + R"(",")" +
           type + R"(":{)" + members + "}}";
  }
  // An image of a customer; its row.
  MediaFile arrives(const std::string& bytes, const std::string& mime = "image/jpeg", const std::string& type = "image",
                    const std::string& more = "") {
    const std::string hash = crypto::to_base64(*crypto::from_hex(crypto::sha256_hex(bytes)));
    receive(delivery({item("wamid.1", type,
                           R"("id":")" + at_provider(mime, bytes) + R"(","mime_type":")" + mime + R"(","sha256":")" +
                               hash + "\"" + more)}));
    return file();
  }
  MediaFile file() {
    const auto messages = thread(inbox().front().conversation.id);
    for (const StoredMessage& message : messages) {
      if (!message.media.empty()) return message.media.front();
    }
    ADD_FAILURE() << "there is no file";
    return {};
  }

  // Whatever is due now; how many jobs it were.
  int work() {
    const auto jobs = queue_->claim(JobKind::media, clock_.now(), 60s, 100).value();
    for (const Job& job : jobs) EXPECT_TRUE((*fetch_)(job));
    return static_cast<int>(jobs.size());
  }
  // Tries as the workers do, minute by minute.
  void work_for(DurationMs time, DurationMs step = 1min) {
    for (DurationMs passed{0}; passed < time; passed += step, clock_.advance(step)) work();
  }
  void fault(const std::string& kind) {
    control("PUT", "/control/faults", R"({"media":{"kind":")" + kind + R"(","times":0}})");
  }

  std::string content(const MediaFile& file) {
    auto reader = media_store_->read({workspace_, file.id, file.sealed_key}, MediaPart::file);
    EXPECT_TRUE(reader) << reader.error().message;
    std::string bytes;
    while (reader) {
      const auto piece = (*reader)->next();
      EXPECT_TRUE(piece) << piece.error().message;
      if (!piece || piece->empty()) break;
      bytes += *piece;
    }
    return bytes;
  }
  std::vector<fs::path> files_on_disk() const {
    std::vector<fs::path> files;
    if (!fs::exists(folder_)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    return files;
  }
  std::string jpeg(std::size_t size = 300'000) const {
    return "\xFF\xD8\xFF\xE0" + std::string(size, 'j') + "the secret of the picture";
  }

  simulator::Simulator simulator_{{}};
  std::string base_;
  net::HttpClient client_;
  fs::path folder_;
  std::unique_ptr<MediaStore> media_store_;
  std::unique_ptr<MediaPreviewer> previewer_ = media::make_previewer();
  std::unique_ptr<MediaSource> source_ = meta::make_media_source(client_, meta::k_graph, 1s);
  std::unique_ptr<KeepMedia> keep_;
  std::unique_ptr<FetchMedia> fetch_;
  std::unique_ptr<JobQueue> queue_;
};

TEST_P(MediaTest, AFileIsShownAsWaitingAtOnceAndIsThereAfterItsJob) {
  const std::string bytes = jpeg();
  EXPECT_EQ(arrives(bytes).state, MediaState::waiting);
  const auto told = newest_event();
  EXPECT_EQ(work(), 1);
  const MediaFile found = file();
  EXPECT_EQ(found.state, MediaState::ready);
  EXPECT_EQ(found.mime, "image/jpeg");
  EXPECT_EQ(found.size, static_cast<std::int64_t>(bytes.size()));
  EXPECT_EQ(content(found), bytes);
  EXPECT_GT(newest_event(), told);
  EXPECT_EQ(queue_->waiting(JobKind::media).value(), 0);
}

TEST_P(MediaTest, ATextCostsNoJobAndNoFile) {
  receive(delivery({text("wamid.9", "hello")}));
  EXPECT_EQ(queue_->waiting(JobKind::media).value(), 0);
}

TEST_P(MediaTest, WhatFailsForAnHourAndThenWorksEndsWithTheFile) {
  const std::map<std::string, std::string> reasons{{"not_found", "gone"},
                                                   {"http_500", "provider_error"},
                                                   {"cut", "timed_out"},
                                                   {"wrong_bytes", "wrong_hash"},
                                                   {"too_large", "too_large"}};
  int message = 1;
  for (const auto& [kind, reason] : reasons) {
    const std::string bytes = jpeg(1000 + static_cast<std::size_t>(message));
    const std::string wamid = "wamid." + std::to_string(++message);
    receive(delivery({item(wamid, "image",
                           R"("id":")" + at_provider("image/jpeg", bytes) + R"(","mime_type":"image/jpeg","sha256":")" +
                               crypto::to_base64(*crypto::from_hex(crypto::sha256_hex(bytes))) + "\"")}));
    const auto last = [&] { return thread(inbox().front().conversation.id).back().media.front(); };
    fault(kind);
    work_for(1h);
    ASSERT_EQ(last().state, MediaState::waiting) << kind;
    EXPECT_EQ(last().trouble.value().reason, reason) << kind;
    fault("none");
    work_for(1h);
    EXPECT_EQ(last().state, MediaState::ready) << kind;
    EXPECT_FALSE(last().trouble) << kind;
    EXPECT_EQ(content(last()), bytes) << kind;
  }
}

TEST_P(MediaTest, AServerThatFallsSilentIsGivenUpAndAskedAgain) {
  arrives(jpeg());
  fault("slow");
  work();
  EXPECT_EQ(file().trouble.value().reason, "timed_out");
  fault("none");
  work_for(1min, 5s);
  EXPECT_EQ(file().state, MediaState::ready);
}

TEST_P(MediaTest, WhatNeverWorksEndsWithItsReasonAndCanBeFetchedAgainByHand) {
  const std::string bytes = jpeg();
  arrives(bytes);
  fault("http_500");
  work_for(7 * 24h + 3h, 1h);
  MediaFile given_up = file();
  EXPECT_EQ(given_up.state, MediaState::failed);
  EXPECT_EQ(given_up.trouble.value().reason, "provider_error");
  EXPECT_EQ(queue_->waiting(JobKind::media).value(), 0);
  EXPECT_TRUE(files_on_disk().empty());

  fault("none");
  RefetchMedia again{*store_, ids_, clock_};
  EXPECT_EQ(again(workspace_, given_up.id).value().state, MediaState::waiting);
  EXPECT_EQ(work(), 1);
  EXPECT_EQ(file().state, MediaState::ready);
  EXPECT_EQ(again(workspace_, given_up.id).error().reason, "media_ready");
  EXPECT_EQ(again(workspace_, MediaId{1}).error().code, ErrorCode::not_found);
}

TEST_P(MediaTest, WhatLiesOnDiskDoesNotShowTheFile) {
  arrives(jpeg());
  work();
  const auto files = files_on_disk();
  ASSERT_EQ(files.size(), 1U);
  std::ifstream stream{files.front(), std::ios::binary};
  const std::string sealed{std::istreambuf_iterator<char>{stream}, {}};
  EXPECT_THAT(sealed, ::testing::Not(::testing::HasSubstr("the secret of the picture")));
  EXPECT_THAT(sealed, ::testing::Not(::testing::HasSubstr("jjjjjjjj")));
  const auto stranger = crypto::MasterKey::generate();
  const auto other = media::make_media_store(media::make_disk_objects(folder_.string()), stranger);
  const MediaFile found = file();
  EXPECT_FALSE(other->read({workspace_, found.id, found.sealed_key}, MediaPart::file));
}

TEST_P(MediaTest, ADeletedMessagesFileIsGone) {
  arrives(jpeg());
  work();
  ASSERT_EQ(files_on_disk().size(), 1U);
  receive(delivery({item("wamid.2", "revoke", R"("original_message_id":"wamid.1")")}));
  EXPECT_EQ(file().state, MediaState::removed);
  work();
  EXPECT_TRUE(files_on_disk().empty());
  EXPECT_EQ(queue_->waiting(JobKind::media).value(), 0);
}

TEST_P(MediaTest, AMessageThatIsDeletedBeforeItsFileCameIsNotFetchedAnyMore) {
  arrives(jpeg());
  fault("http_500");
  work_for(30min);
  fault("none");
  receive(delivery({item("wamid.2", "revoke", R"("original_message_id":"wamid.1")")}));
  work();
  work();
  EXPECT_EQ(file().state, MediaState::removed);
  EXPECT_TRUE(files_on_disk().empty());
  EXPECT_EQ(queue_->waiting(JobKind::media).value(), 0);
}

TEST_P(MediaTest, WhatAFileSaysItIsDoesNotCount) {
  arrives("<!DOCTYPE html><script>alert(1)</script>", "image/jpeg");
  work();
  const MediaFile found = file();
  EXPECT_EQ(found.state, MediaState::ready);
  EXPECT_EQ(found.mime, "text/html");
  EXPECT_FALSE(found.has_thumbnail);
}

TEST_P(MediaTest, AnEmptyFileIsNoFile) {
  arrives("");
  work();
  EXPECT_EQ(file().trouble.value().reason, "empty");
}

INSTANTIATE_TEST_SUITE_P(, MediaTest, ::testing::ValuesIn(TestDatabase::available_kinds()), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test

// A member's file on its way out: taken in, given to the provider once, and sent by its id there.
#include <gmock/gmock.h>

#include <filesystem>

#include "app/deliver_message.h"
#include "app/fetch_media.h"
#include "app/place_media.h"
#include "app/send_again.h"
#include "app/upload_media.h"
#include "app_fixture.h"
#include "media/disk_objects.h"
#include "media/previewer.h"
#include "media/sealed_media_store.h"
#include "providers/meta/media_transfer.h"
#include "providers/meta/sender.h"
#include "server/housekeeping.h"
#include "simulator/simulator.h"
#include "store/housekeeping.h"

namespace recado::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class OutgoingMediaTest : public AppTest {
 protected:
  void SetUp() override {
    AppTest::SetUp();
    ASSERT_TRUE(simulator_.start());
    base_ = "http://127.0.0.1:" + std::to_string(simulator_.port());
    connection_.base_url = base_;
    ASSERT_TRUE(connections_->update(connection_, {"token", "secret", "verify"}));
    ASSERT_TRUE(directory_->reload());
    control("/control/numbers/" + std::string{k_number},
            R"({"account_id":"102290129340398","phone":"15550783881","display_name":"Demo","access_token":"token",)"
            R"("app_secret":"secret","verify_token":"verify"})");
    control("/control/customers/ana", R"({"name":"Ana","phone":"573001234567"})");
    control("/control/customers/ana/messages", R"({"number_id":"106540352242922","text":"hola"})", "POST");
    receive(delivery({text("wamid.1", "hola")}));
    providers_.add(Provider::meta,
                   {.reader = reader_.get(), .sender = sender_.get(), .media_uploader = uploader_.get()});
    queue_ = store::make_job_queue(*database_);
  }
  void TearDown() override {
    simulator_.stop();
    fs::remove_all(folder_);
  }

  std::string control(const std::string& path, const std::string& body, const std::string& method = "PUT") {
    const auto answer = client_.send({.method = method, .url = base_ + path, .body = body});
    EXPECT_TRUE(answer && answer->status < 300) << path << ": " << (answer ? answer->body : answer.error().message);
    return answer ? answer->body : std::string{};
  }
  MediaFile upload(const std::string& bytes, const std::string& mime = "image/jpeg") {
    UploadMedia take{*store_, keep_, *voice_maker_, ids_, clock_};
    const auto file = take(caller_, {bytes, "a picture", mime, false});
    EXPECT_TRUE(file) << file.error().message;
    return file.value_or(MediaFile{});
  }
  Result<StoredMessage> send(MediaId file, MessageType type = MessageType::image, const std::string& key = "key-1") {
    OutgoingContent content;
    content.type = type;
    content.media.emplace_back().file = file;
    return (*send_)(caller_, {inbox().front().conversation.id, content, key, {}});
  }
  void work(JobKind kind, const std::function<Result<void>(const Job&)>& run) {
    for (const Job& job : queue_->claim(kind, clock_.now(), 60s, 100).value()) EXPECT_TRUE(run(job));
  }
  void place() { work(JobKind::upload, PlaceMedia{*store_, *directory_, providers_, *files_, clock_}); }
  void deliver() {
    DeliverMessage deliver{*store_, *directory_, providers_, limits_, clock_};
    work(JobKind::deliver, [&](const Job& job) { return deliver(job); });
  }
  std::string thread_of_ana() { return control("/control/customers/ana/thread?number_id=106540352242922", {}, "GET"); }

  simulator::Simulator simulator_{{}};
  std::string base_;
  net::HttpClient client_;
  fs::path folder_ = fs::temp_directory_path() / ("recado-outgoing-" + crypto::to_hex(crypto::random_bytes(8)));
  std::unique_ptr<MediaStore> files_ = media::make_media_store(media::make_disk_objects(folder_.string()), key_);
  std::unique_ptr<MediaPreviewer> previewer_ = media::make_previewer();
  std::unique_ptr<VoiceMaker> voice_maker_ = media::make_voice_maker();
  KeepMedia keep_{*files_, *previewer_};
  std::unique_ptr<MessageSender> sender_ = meta::make_sender(client_);
  std::unique_ptr<MediaUploader> uploader_ = meta::make_media_uploader(client_, meta::k_graph);
  SendLimits limits_;
  std::unique_ptr<JobQueue> queue_;
};

TEST_P(OutgoingMediaTest, TheProviderGetsTheFileAndThenTheMessage) {
  const std::string bytes = "\xFF\xD8\xFF\xE0" + crypto::random_bytes(300'000);
  const MediaFile file = upload(bytes);
  const auto sent = send(file.id);
  ASSERT_TRUE(sent) << sent.error().message;
  deliver();  // too early: nothing leaves without its file
  EXPECT_EQ(message(sent->id).status, DeliveryStatus::queued);
  place();
  deliver();
  EXPECT_EQ(message(sent->id).status, DeliveryStatus::sent);
  EXPECT_THAT(thread_of_ana(), ::testing::HasSubstr("image"));

  std::optional<MediaUpload> there;
  read([&](Transaction& tx) { there = tx.media_files().find_upload(file.id, connection_.id, clock_.now()).value(); });
  ASSERT_TRUE(there);
  net::ClientRequest get{.url = base_ + "/v22.0/" + there->provider_media_id};
  get.headers.set("Authorization", "Bearer token");
  const auto node = client_.send(get);
  ASSERT_TRUE(node);
  EXPECT_THAT(node->body, ::testing::HasSubstr(crypto::sha256_hex(bytes)));
}

TEST_P(OutgoingMediaTest, WhatTheProviderDoesNotTakeIsRefusedBeforeItIsAsked) {
  const auto gif = send(upload("GIF89a" + std::string(100, 'x'), "image/gif").id);
  ASSERT_FALSE(gif);
  EXPECT_EQ(gif.error().field, "media.file_id");
  const auto large = send(upload("\xFF\xD8\xFF\xE0" + std::string(5 << 20, 'x')).id, MessageType::image, "key-2");
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().reason, "media_size");
  EXPECT_EQ(send(MediaId{5}, MessageType::image, "key-3").error().field, "media.file_id");
  EXPECT_EQ(queue_->waiting(JobKind::upload).value(), 0);
}

TEST_P(OutgoingMediaTest, AFileIsSentOnceAndTheSameKeySendsOnce) {
  const MediaFile file = upload("\xFF\xD8\xFF\xE0 a picture");
  const auto sent = send(file.id);
  ASSERT_TRUE(sent) << sent.error().message;
  EXPECT_EQ(send(file.id)->id, sent->id);
  EXPECT_EQ(send(file.id, MessageType::image, "key-2").error().reason, "media_sent");
}

TEST_P(OutgoingMediaTest, AFileWhoseMessageFailedIsSentAgainAndShownOnBoth) {
  const MediaFile file = upload("\xFF\xD8\xFF\xE0" + crypto::random_bytes(300'000));
  const auto failed = send(file.id);
  ASSERT_TRUE(failed) << failed.error().message;
  place();
  control("/control/faults", R"({"sends":{"kind":"token_expired","times":1}})");
  deliver();
  ASSERT_EQ(message(failed->id).status, DeliveryStatus::failed);
  SendAgain send_again{*store_, *send_};
  const auto sent = send_again(caller_, failed->conversation, failed->id, "again-1");
  ASSERT_TRUE(sent) << sent.error().message;
  place();
  deliver();
  EXPECT_EQ(message(sent->id).status, DeliveryStatus::sent);
  for (const MessageId id : {failed->id, sent->id}) {
    ASSERT_EQ(message(id).media.size(), 1U) << id.text();
    EXPECT_EQ(message(id).media[0].id, file.id);
  }
}

TEST_P(OutgoingMediaTest, AProviderThatCannotBeReachedGetsTheFileLater) {
  const auto sent = send(upload("\xFF\xD8\xFF\xE0 a picture").id);
  ASSERT_TRUE(sent) << sent.error().message;
  connection_.base_url = "http://127.0.0.1:1";
  ASSERT_TRUE(connections_->update(connection_, {"token", "secret", "verify"}));
  ASSERT_TRUE(directory_->reload());
  place();
  deliver();
  EXPECT_EQ(message(sent->id).status, DeliveryStatus::queued);
  connection_.base_url = base_;
  ASSERT_TRUE(connections_->update(connection_, {"token", "secret", "verify"}));
  ASSERT_TRUE(directory_->reload());
  clock_.advance(1min);
  place();
  deliver();
  EXPECT_EQ(message(sent->id).status, DeliveryStatus::sent);
}

TEST_P(OutgoingMediaTest, AProviderThatHasTheFileIsNotGivenItAgain) {
  const MediaFile file = upload("\xFF\xD8\xFF\xE0 a picture");
  ASSERT_TRUE(send(file.id));
  const auto id_there = [&] {
    std::optional<MediaUpload> there;
    read([&](Transaction& tx) { there = tx.media_files().find_upload(file.id, connection_.id, clock_.now()).value(); });
    return there ? there->provider_media_id : std::string{};
  };
  place();
  const std::string first = id_there();
  ASSERT_FALSE(first.empty());
  ASSERT_TRUE(store_->write(workspace_, [&](Transaction& tx) {
    const Job again{ids_.next<JobId>(), {}, JobKind::upload, file.id.value, file.id.value, clock_.now(), 0};
    return tx.jobs().add({&again, 1});
  }));
  place();
  EXPECT_EQ(id_there(), first);
  EXPECT_EQ(queue_->waiting(JobKind::upload).value(), 0);
}

TEST_P(OutgoingMediaTest, WhatNoMessageTakesWithinADayIsForgotten) {
  const MediaFile unsent = upload("\xFF\xD8\xFF\xE0 nobody sends this");
  const MediaFile sent = upload("\xFF\xD8\xFF\xE0 a picture");
  ASSERT_TRUE(send(sent.id));
  const auto house = store::make_housekeeping(*database_);
  const auto tidy = [&] {
    server::HousekeepingWorker{*house, clock_}.sweep();
    FetchMedia fetch{*store_, *directory_, providers_, keep_, clock_};
    work(JobKind::media, [&](const Job& job) { return fetch(job); });
  };
  const auto is_there = [&](const MediaFile& file) {
    return files_->read({workspace_, file.id, file.sealed_key}, MediaPart::file).has_value();
  };
  clock_.advance(24h - 1min);
  tidy();
  EXPECT_TRUE(is_there(unsent));
  clock_.advance(2min);
  tidy();
  EXPECT_FALSE(is_there(unsent));
  EXPECT_TRUE(is_there(sent));
  EXPECT_EQ(send(unsent.id, MessageType::image, "key-2").error().field, "media.file_id");
}

INSTANTIATE_TEST_SUITE_P(, OutgoingMediaTest, ::testing::ValuesIn(TestDatabase::available_kinds()),
                         TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test

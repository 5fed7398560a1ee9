// The bucket, against a server that speaks S3 and checks signatures.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "media/file_handle.h"
#include "media/s3_objects.h"
#include "media/sealed_media_store.h"

namespace recado::media {
namespace {

namespace fs = std::filesystem;
constexpr WorkspaceId k_workspace{1};
constexpr MediaId k_media{77};

class S3Test : public ::testing::Test {
 protected:
  static bool is_installed() {
    return fs::exists(std::string{RECADO_SOURCE_DIR} + "/tests/media/s3/node_modules/s3rver");
  }

  void SetUp() override {
    if (!is_installed()) GTEST_SKIP() << "Run: npm ci --prefix tests/media/s3 (script/test does)";
    fs::create_directories(folder_);
    int out[2];
    int in[2];
    ASSERT_EQ(::pipe(out), 0);
    ASSERT_EQ(::pipe(in), 0);
    const std::string script = std::string{RECADO_SOURCE_DIR} + "/tests/media/s3/server.mjs";
    server_ = ::fork();
    if (server_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      ::close_range(3, ~0U, 0);
      ::execlp("node", "node", script.c_str(), folder_.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(out[1]);
    ::close(in[0]);
    keep_alive_ = FileHandle{in[1]};
    const FileHandle from{out[0]};
    std::string line;
    char c = 0;
    while (::read(from.get(), &c, 1) == 1 && c != '\n') line += c;
    port_ = std::atoi(line.c_str());
    ASSERT_GT(port_, 0) << "The S3 server did not start.";
  }
  void TearDown() override {
    keep_alive_ = FileHandle{};
    if (server_ > 0) ::kill(server_, SIGTERM);
    if (server_ > 0) ::waitpid(server_, nullptr, 0);
    fs::remove_all(folder_);
  }

  std::unique_ptr<ObjectStore> objects(const std::string& secret = "S3RVER") {
    return make_s3_objects(http_, {.endpoint = "http://127.0.0.1:" + std::to_string(port_),
                                   .bucket = "recado",
                                   .region = "us-east-1",
                                   .access_key = "S3RVER",
                                   .secret_key = secret,
                                   .spool_folder = (folder_ / "spool").string()});
  }

  fs::path folder_ = fs::temp_directory_path() / ("recado-s3-" + crypto::to_hex(crypto::random_bytes(8)));
  FileHandle keep_alive_;
  pid_t server_ = 0;
  int port_ = 0;
  net::HttpClient http_;
};

TEST_F(S3Test, AFileGoesToTheBucketSealedAndComesBack) {
  const auto key = crypto::MasterKey::generate();
  const auto store = make_media_store(objects(), key);
  const MediaRef ref{k_workspace, k_media, store->make_key(k_media)};
  const std::string bytes = crypto::random_bytes(3'000'000);
  auto writer = store->write(ref, MediaPart::file);
  ASSERT_TRUE(writer) << writer.error().message;
  ASSERT_TRUE((*writer)->put(bytes));
  const auto kept = (*writer)->keep();
  ASSERT_TRUE(kept) << kept.error().message;

  auto reader = store->read(ref, MediaPart::file);
  ASSERT_TRUE(reader) << reader.error().message;
  std::string back;
  while (true) {
    const auto piece = (*reader)->next();
    ASSERT_TRUE(piece) << piece.error().message;
    if (piece->empty()) break;
    back += *piece;
  }
  EXPECT_TRUE(back == bytes);

  ASSERT_TRUE(store->remove(k_workspace, k_media));
  EXPECT_EQ(store->read(ref, MediaPart::file).error().code, ErrorCode::not_found);
  EXPECT_TRUE(store->remove(k_workspace, k_media));
}

TEST_F(S3Test, AWrongSecretIsToldAsSuch) {
  const auto refused = check_objects(*objects("not the secret"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  EXPECT_NE(refused.error().next_step.find("media.s3_access_key"), std::string::npos);
  EXPECT_TRUE(check_objects(*objects()));
}

TEST_F(S3Test, ABucketThatCannotBeReachedIsToldAsSuch) {
  const auto nowhere = make_s3_objects(http_, {.endpoint = "http://127.0.0.1:1",
                                               .bucket = "recado",
                                               .region = "us-east-1",
                                               .access_key = "a",
                                               .secret_key = "b",
                                               .spool_folder = (folder_ / "spool").string()});
  EXPECT_EQ(check_objects(*nowhere).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace recado::media

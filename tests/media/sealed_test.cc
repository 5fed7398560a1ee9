// Sealed files: what comes back, and that nothing else opens.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "domain/media_file.h"
#include "media/disk_objects.h"
#include "media/peaks.h"
#include "media/sealed_media_store.h"
#include "media/sealed_stream.h"

namespace recado::media {
namespace {

namespace fs = std::filesystem;
constexpr WorkspaceId k_workspace{1};
constexpr MediaId k_media{77};

class SealedTest : public ::testing::Test {
 protected:
  ~SealedTest() override { fs::remove_all(folder_); }

  void keep(const std::string& bytes, std::size_t step = 1000) {
    auto writer = store_->write(ref_, MediaPart::file);
    ASSERT_TRUE(writer) << writer.error().message;
    for (std::size_t at = 0; at < bytes.size(); at += step) ASSERT_TRUE((*writer)->put(bytes.substr(at, step)));
    ASSERT_TRUE((*writer)->keep());
  }
  static Result<std::string> read(MediaStore& store, const MediaRef& ref) {
    auto reader = store.read(ref, MediaPart::file);
    if (!reader) return reader.error();
    std::string bytes;
    while (true) {
      const auto piece = (*reader)->next();
      if (!piece) return piece.error();
      if (piece->empty()) return bytes;
      bytes += *piece;
    }
  }
  fs::path only_file() const {
    fs::path found;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.is_regular_file()) found = entry.path();
    }
    return found;
  }
  void overwrite(const std::function<void(std::string&)>& change) {
    std::ifstream in{only_file(), std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    change(bytes);
    std::ofstream{only_file(), std::ios::binary | std::ios::trunc} << bytes;
  }

  fs::path folder_ = fs::temp_directory_path() / ("recado-sealed-" + crypto::to_hex(crypto::random_bytes(8)));
  crypto::MasterKey key_ = crypto::MasterKey::generate();
  std::unique_ptr<MediaStore> store_ = make_media_store(make_disk_objects(folder_.string()), key_);
  MediaRef ref_{k_workspace, k_media, store_->make_key(k_media)};
};

TEST_F(SealedTest, AFileOfAnySizeComesBackAsItWas) {
  for (const std::size_t size : {std::size_t{1}, k_piece_bytes - 1, k_piece_bytes, k_piece_bytes + 1, 3 * k_piece_bytes,
                                 std::size_t{1'000'000}}) {
    const std::string bytes = crypto::random_bytes(size);
    keep(bytes, 7777);
    EXPECT_EQ(read(*store_, ref_).value(), bytes) << size;
  }
}

TEST_F(SealedTest, AFileThatWasChangedOrCutDoesNotOpen) {
  const std::string bytes = crypto::random_bytes(200'000);
  keep(bytes);
  overwrite([](std::string& sealed) { sealed[100'000] = static_cast<char>(sealed[100'000] ^ 1); });
  EXPECT_FALSE(read(*store_, ref_));
  keep(bytes);
  // A whole piece is missing at the end: every piece that is left is in order.
  overwrite([](std::string& sealed) { sealed.resize(k_file_head_bytes + 2 * (k_piece_bytes + k_seal_bytes)); });
  EXPECT_FALSE(read(*store_, ref_));
  overwrite([](std::string& sealed) { sealed.resize(10); });
  EXPECT_FALSE(read(*store_, ref_));
}

TEST_F(SealedTest, OneFilesKeyDoesNotOpenAnother) {
  keep("a file");
  EXPECT_FALSE(read(*store_, {k_workspace, k_media, store_->make_key(k_media)}));
  EXPECT_FALSE(read(*store_, {k_workspace, MediaId{78}, ref_.sealed_key}));
}

TEST_F(SealedTest, AfterTheMasterKeyWasChangedOldFilesAreStillRead) {
  const std::string bytes = crypto::random_bytes(100'000);
  keep(bytes);
  const auto changed = crypto::MasterKey::generate();
  const std::string context = key_context(k_media);
  const std::string resealed = changed.seal(key_.open(ref_.sealed_key, context).value(), context);
  const auto store = make_media_store(make_disk_objects(folder_.string()), changed);
  EXPECT_FALSE(read(*store, ref_));
  EXPECT_EQ(read(*store, {k_workspace, k_media, resealed}).value(), bytes);
}

TEST_F(SealedTest, WhatIsNotKeptLeavesNothing) {
  {
    auto writer = store_->write(ref_, MediaPart::file);
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->put("half"));
  }
  EXPECT_TRUE(only_file().empty());
  EXPECT_EQ(read(*store_, ref_).error().code, ErrorCode::not_found);
}

TEST_F(SealedTest, RemovingRemovesAndMayBeRepeated) {
  keep("a file");
  EXPECT_TRUE(store_->remove(k_workspace, k_media));
  EXPECT_TRUE(store_->remove(k_workspace, k_media));
  EXPECT_TRUE(only_file().empty());
}

TEST(Peaks, AreThoseOfTheVoiceHoweverLongItIs) {
  for (const int seconds : {1, 60, 3600}) {
    Peaks peaks;
    const std::string quiet(8000, '\0');
    std::string loud;
    for (int i = 0; i < 4000; ++i) loud += {'\x00', '\x40'};
    for (int second = 0; second < seconds; ++second) {
      peaks.put(quiet);
      peaks.put(loud);
    }
    EXPECT_EQ(peaks.samples(), 8000 * seconds);
    const std::string wave = peaks.waveform();
    ASSERT_EQ(wave.size(), 64U);
    if (seconds == 1) {
      EXPECT_EQ(wave.front(), 0);
      EXPECT_EQ(wave.back(), 100);
    }
  }
}

}  // namespace
}  // namespace recado::media

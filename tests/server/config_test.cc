// The configuration: which source wins, and that every mistake is told at once.
#include "server/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "server/config_keys.h"

namespace recado::server {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class ConfigTest : public ::testing::Test {
 public:
  ~ConfigTest() override { std::filesystem::remove_all(folder_); }

 protected:
  ConfigTest() { std::filesystem::create_directories(folder_); }

  void write_file(const std::string& text) { std::ofstream{folder_ / "recado.toml"} << text; }

  Result<LoadedConfig> load(std::map<std::string, std::string> flags = {}) {
    flags.try_emplace("data", folder_.string());
    return load_config({.flags = std::move(flags), .file = file_, .environment = [this](const std::string& name) {
                          const auto at = environment_.find(name);
                          return at == environment_.end() ? std::nullopt : std::optional{at->second};
                        }});
  }

  std::filesystem::path folder_ =
      std::filesystem::path{::testing::TempDir()} /
      ("recado_config_" + std::to_string(::getpid()) + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  std::optional<std::string> file_;
  std::map<std::string, std::string> environment_;
};

TEST_F(ConfigTest, WithoutAnySourceTheDefaultsHold) {
  const auto loaded = load();
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->config.port, 8080);
  EXPECT_EQ(loaded->config.meta_graph_url, "https://graph.facebook.com");
  EXPECT_EQ(loaded->config.database_url(), "sqlite:" + (folder_ / "recado.db").string());
  EXPECT_EQ(loaded->config.master_key_path(), (folder_ / "master.key").string());
}

TEST_F(ConfigTest, TheFileIsOverruledByTheEnvironmentAndThatByFlags) {
  write_file("port = 1001\nio_threads = 3\nnode = 5\n[meta]\ngraph_url = \"https://graph.example\"\n");
  environment_ = {{"RECADO_PORT", "1002"}, {"RECADO_IO_THREADS", "4"}};
  const auto loaded = load({{"port", "1003"}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->config.port, 1003);
  EXPECT_EQ(loaded->config.io_threads, 4);
  EXPECT_EQ(loaded->config.node, 5);
  EXPECT_EQ(loaded->config.meta_graph_url, "https://graph.example");
}

TEST_F(ConfigTest, EveryMistakeIsToldAtOnceWithItsPlaceAndWhatIsAllowed) {
  write_file("port = 70000\nportt = 1\naddress = 7\n[meta]\ngraph_url = \"graph.example\"\n");
  environment_ = {{"RECADO_NODE", "1024"}, {"RECADO_MASTER_KEY", "short"}};
  const auto loaded = load({{"log_level", "loud"}});
  ASSERT_FALSE(loaded);
  const std::string& all = loaded.error().message;
  EXPECT_THAT(all, ContainsRegex("recado.toml:1: port must be a number from 0 to 65535"));
  EXPECT_THAT(all, ContainsRegex("recado.toml:2: there is no key \"portt\". Is \"port\" meant"));
  EXPECT_THAT(all, ContainsRegex("recado.toml:3: address must be .*, in quotes"));
  EXPECT_THAT(all, ContainsRegex("recado.toml:5: meta.graph_url must be a URL"));
  EXPECT_THAT(all, HasSubstr("RECADO_NODE: node must be a number from 0 to 1023"));
  EXPECT_THAT(all, HasSubstr("RECADO_MASTER_KEY: master_key must be 32 bytes in base64"));
  EXPECT_THAT(all, HasSubstr("--log-level: log_level must be debug, info, warn or error"));
  EXPECT_EQ(std::ranges::count(all, '\n'), 6);
}

TEST_F(ConfigTest, AMistakeInASecretDoesNotShowIt) {
  environment_ = {{"RECADO_MASTER_KEY", "my-secret-key"}, {"RECADO_DATABASE", "mysql://me:my-secret-password@host"}};
  const auto loaded = load();
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, Not(HasSubstr("my-secret")));
}

TEST_F(ConfigTest, ASecretInTheFileIsRefused) {
  write_file("master_key = \"AAAA\"\n");
  const auto loaded = load();
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("set RECADO_MASTER_KEY"));
}

TEST_F(ConfigTest, AFileThatIsNoTomlIsToldWithItsLine) {
  write_file("port = 1\nport = = 2\n");
  const auto loaded = load();
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, ContainsRegex("recado.toml:2: "));
}

TEST_F(ConfigTest, AFileThatIsAskedForMustBeThere) {
  file_ = (folder_ / "other.toml").string();
  const auto loaded = load();
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("other.toml"));
}

TEST_F(ConfigTest, WhatIsPrintedNamesTheSourcesAndHidesSecretsAndCanBeReadAgain) {
  write_file("io_threads = 3\n");
  environment_ = {{"RECADO_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}};
  auto loaded = load({{"port", "0"}, {"database", "postgresql://me:my-secret@host/name"}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto printed = print_config(*loaded);
  EXPECT_THAT(printed, HasSubstr("port = 0  # --port"));
  EXPECT_THAT(printed, ContainsRegex("io_threads = 3  # .*recado.toml:1"));
  EXPECT_THAT(printed, HasSubstr("worker_threads = 8  # default"));
  EXPECT_THAT(printed, HasSubstr("database = \"(set)\"  # --database"));
  EXPECT_THAT(printed, HasSubstr("master_key = \"(set)\"  # RECADO_MASTER_KEY"));
  EXPECT_THAT(printed, Not(HasSubstr("my-secret")));
  EXPECT_THAT(printed, Not(HasSubstr("AAAA")));
}

TEST_F(ConfigTest, EveryKeyTakesTheValueThatItShows) {
  for (const ConfigKey& key : config_keys()) {
    const auto shown = key.show(Config{});
    if (shown.empty()) continue;
    Config config;
    EXPECT_TRUE(key.set(config, shown)) << key.name;
    EXPECT_EQ(key.show(config), shown) << key.name;
  }
}

}  // namespace
}  // namespace recado::server

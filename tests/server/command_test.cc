// The built program as people and scripts start it: exit statuses, what it prints, and how it ends.
#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <memory>

#include "net/http_client.h"
#include "server/child_program.h"

namespace recado::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class CommandTest : public ::testing::Test {
 public:
  ~CommandTest() override { std::filesystem::remove_all(folder_); }

 protected:
  void SetUp() override {
    if (ChildProgram::path().empty()) GTEST_SKIP() << "the program is not built; set RECADO_BINARY";
    ASSERT_TRUE(::mkdtemp(folder_.data()));
    data_ = folder_ + "/data";
  }

  boost::json::value init(std::vector<std::string> more = {}, const std::string& input = {}) {
    std::vector<std::string> arguments{"init", "--data", data_, "--email", "olga@example.com", "--workspace-name",
                                       "Olga"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    ChildProgram program{arguments, input};
    const auto line = program.read_line();
    const auto errors = program.read_errors();
    EXPECT_EQ(program.wait(), 0) << errors;
    return boost::json::parse(line.value_or("null"));
  }

  std::unique_ptr<ChildProgram> serve(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"serve", "--data", data_, "--port", "0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto program = std::make_unique<ChildProgram>(arguments);
    const auto line = program->read_line();
    if (!line) throw std::runtime_error("the program did not start: " + program->read_errors());
    ready_ = boost::json::parse(*line);
    return program;
  }

  static std::string text(const boost::json::value& object, const char* name) {
    return std::string{object.at(name).as_string()};
  }

  boost::json::value ask(const std::string& method, const std::string& path, const std::string& key,
                         const std::string& body = {}) {
    const bool is_control = path.starts_with("/control/");
    net::ClientRequest request{
        .method = method, .url = text(ready_, is_control ? "simulator" : "address") + path, .body = body};
    request.headers.set("Authorization", "Bearer " + key);
    request.headers.set("Content-Type", "application/json");
    request.headers.set("Idempotency-Key", "key");
    const auto answer = client_.send(request);
    if (!answer || answer->status >= 300)
      throw std::runtime_error(path + ": " + (answer ? answer->body : answer.error().message));
    if (answer->headers.get("Content-Type").starts_with("application/json")) return boost::json::parse(answer->body);
    return boost::json::value(answer->body);
  }

  // A reply whose call to the provider takes 5 s; returns when the call has begun.
  void begin_slow_send(const std::string& key) {
    ask("PUT", "/control/faults", key, R"({"sends":{"kind":"slow","times":1}})");
    ask("POST", "/control/customers/ana/messages", key,
        R"({"number_id":"100000000000001","type":"text","text":"hola"})");
    boost::json::value page;
    do {
      page = ask("GET", "/v1/conversations", key);
    } while (page.at("items").as_array().empty());
    conversation_ = text(page.at("items").at(0), "id");
    ask("POST", "/v1/conversations/" + conversation_ + "/messages", key, R"({"type":"text","text":"voy"})");
    while (ask("GET", "/metrics", key).as_string().find("recado_delivery_busy 1") == std::string::npos) {
    }
  }

  net::HttpClient client_;
  std::string conversation_;
  std::string folder_ = (std::filesystem::temp_directory_path() / "recado_command_XXXXXX").string();
  std::string data_;
  boost::json::value ready_;
};

TEST_F(CommandTest, InitPrintsTheFirstSignInOnceAndMakesAFolderForTheOwnerOnly) {
  const auto made = init();
  EXPECT_THAT(text(made, "workspace_id"), StartsWith("ws_"));
  EXPECT_THAT(text(made, "owner_id"), StartsWith("usr_"));
  EXPECT_THAT(text(made, "api_key"), StartsWith("rk_"));
  EXPECT_EQ(made.at("email"), "olga@example.com");
  EXPECT_GE(made.at("password").as_string().size(), 10U);
  namespace fs = std::filesystem;
  EXPECT_EQ(fs::status(data_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(data_ + "/master.key").permissions(), fs::perms::owner_read | fs::perms::owner_write);

  ChildProgram again{{"init", "--data", data_, "--email", "olga@example.com", "--workspace-name", "Olga"}};
  EXPECT_THAT(again.read_errors(), HasSubstr("initialised already"));
  EXPECT_EQ(again.wait(), 1);
}

TEST_F(CommandTest, AfterAnotherMasterKeyFilesAndNumbersAreStillThere) {
  const std::string key = text(init(), "api_key");
  boost::json::value uploaded;
  {
    const auto program = serve({"--sandbox"});
    uploaded = ask("POST", "/v1/media?name=a.gif", key, "GIF89a and the rest of a small picture");
    program->signal(SIGTERM);
    EXPECT_EQ(program->wait(), 0);
  }
  const auto key_file = [&](const char* end) { return data_ + "/master.key" + end; };
  {
    ChildProgram program{{"rotate-key", "--data", data_}};
    EXPECT_THAT(program.read_line().value_or(""), HasSubstr("Sealed under the new key"));
    EXPECT_EQ(program.wait(), 0) << program.read_errors();
  }
  EXPECT_TRUE(std::filesystem::exists(key_file(".old")));
  EXPECT_FALSE(std::filesystem::exists(key_file(".new")));
  const auto program = serve();
  EXPECT_EQ(ask("GET", "/v1/media/" + text(uploaded, "id"), key).as_string(), "GIF89a and the rest of a small picture");
  EXPECT_FALSE(ask("GET", "/v1/connections", key).at("items").as_array().empty());
  program->signal(SIGTERM);
  EXPECT_EQ(program->wait(), 0);
}

TEST_F(CommandTest, APasswordFromStandardInputIsTakenAndNotPrinted) {
  const auto made = init({"--password-stdin"}, "correct horse battery\n");
  EXPECT_FALSE(made.as_object().contains("password"));
}

TEST_F(CommandTest, WrongUsageIsStatusTwo) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{},
        {"fly"},
        {"serve", "--port", "many"},
        {"init", "--data", data_, "--email", "nobody", "--workspace-name", "X"}}) {
    ChildProgram program{arguments};
    program.read_errors();
    EXPECT_EQ(program.wait(), 2) << ::testing::PrintToString(arguments);
  }
}

TEST_F(CommandTest, ServeWithoutInitSaysToRunInitAndMakesNothing) {
  ChildProgram program{{"serve", "--data", data_, "--port", "0"}};
  EXPECT_THAT(program.read_errors(), HasSubstr("recado init --data " + data_));
  EXPECT_EQ(program.wait(), 1);
  EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(CommandTest, SigtermEndsItInOrder) {
  init();
  const auto program = serve({"--sandbox"});
  EXPECT_TRUE(ready_.as_object().contains("simulator"));
  EXPECT_EQ(text(ask("GET", "/healthz", {}), "status"), "ok");
  program->signal(SIGTERM);
  EXPECT_EQ(program->wait(), 0);
  EXPECT_THAT(program->read_errors(), AllOf(HasSubstr("stopping"), HasSubstr("stopped")));
}

TEST_F(CommandTest, ACallToTheProviderThatIsUnderWayIsFinishedAndItsOutcomeKept) {
  const auto made = init();
  {
    const auto program = serve({"--sandbox"});
    begin_slow_send(text(made, "api_key"));
    program->signal(SIGTERM);
    EXPECT_EQ(program->wait(), 0);
  }
  const auto program = serve();
  const auto page = ask("GET", "/v1/conversations/" + conversation_ + "/messages", text(made, "api_key"));
  EXPECT_EQ(text(page.at("items").as_array().back(), "status"), "sent");
}

TEST_F(CommandTest, ASecondSignalCuts) {
  const auto made = init();
  const auto program = serve({"--sandbox"});
  begin_slow_send(text(made, "api_key"));
  program->signal(SIGTERM);
  while (program->read_error_line().value_or("stopping").find("stopping") == std::string::npos) {
  }
  program->signal(SIGTERM);
  EXPECT_EQ(program->wait(), 1);
}

TEST_F(CommandTest, MigrateAndDoctorTellWhatTheyFind) {
  init();
  ChildProgram migrate{{"migrate", "--data", data_}};
  EXPECT_THAT(migrate.read_line().value_or(""), HasSubstr("0 migrations applied"));
  EXPECT_EQ(migrate.wait(), 0);
  ChildProgram doctor{{"doctor", "--data", folder_ + "/elsewhere"}};
  std::string all;
  while (const auto line = doctor.read_line()) all += *line + "\n";
  EXPECT_THAT(all, HasSubstr("fail key: "));
  EXPECT_THAT(all, HasSubstr("recado init"));
  EXPECT_EQ(doctor.wait(), 1);
}

TEST_F(CommandTest, TheVersionIsOneLine) {
  ChildProgram program{{"version"}};
  EXPECT_THAT(program.read_line().value_or(""), StartsWith("recado "));
  EXPECT_EQ(program.wait(), 0);
}

}  // namespace
}  // namespace recado::server

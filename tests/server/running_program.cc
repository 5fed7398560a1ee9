#include "server/running_program.h"

#include <boost/json/parse.hpp>

#include <filesystem>
#include <stdexcept>

#include "base/json_writer.h"
#include "server/installation.h"

namespace recado::server {

RunningProgram::RunningProgram(const std::string& kind)
    : database_(kind), folder_((std::filesystem::temp_directory_path() / "recado_program_XXXXXX").string()) {
  if (!::mkdtemp(folder_.data())) throw std::runtime_error("no temporary folder can be made");
  config_.data = folder_;
  if (kind == "postgres") config_.database = database_.url();
  config_.port = 0;
  config_.sandbox = true;
  config_.delivery_threads = 2;
  const auto made =
      initialise(config_, {.email = "olga@example.com", .name = "Olga", .workspace_name = "Olga & Co"}, clock_);
  if (!made) throw std::runtime_error(made.error().message);
  api_key_ = boost::json::parse(*made).at("api_key").as_string();
}

RunningProgram::~RunningProgram() {
  stop();
  std::filesystem::remove_all(folder_);
}

void RunningProgram::start() {
  program_ = std::make_unique<Program>(config_, clock_);
  const auto started = program_->start();
  if (!started) throw std::runtime_error(started.error().message);
}

RunningProgram::Answer RunningProgram::ask(const std::string& method, const std::string& path, const std::string& body,
                                           const std::string& key) {
  net::ClientRequest request{.method = method, .url = program_->url() + path, .body = body};
  request.headers.set("Authorization", "Bearer " + api_key_);
  if (!key.empty()) request.headers.set("Idempotency-Key", key);
  return send(request);
}

RunningProgram::Answer RunningProgram::control(const std::string& method, const std::string& path,
                                               const std::string& body) {
  return send({.method = method, .url = program_->simulator_url() + "/control/" + path, .body = body});
}

RunningProgram::Answer RunningProgram::send(const net::ClientRequest& given) {
  net::ClientRequest request = given;
  if (!request.body.empty()) request.headers.set("Content-Type", "application/json");
  const auto answer = client_.send(request);
  if (!answer) throw std::runtime_error(answer.error().message);
  boost::system::error_code error;
  return {answer->status, boost::json::parse(answer->body, error)};
}

void RunningProgram::customer_writes(const std::string& customer, const std::string& text,
                                     const std::string& number_id) {
  JsonWriter json;
  json.begin_object().member("number_id", number_id).member("type", "text").member("text", text).end_object();
  const auto answer = control("POST", "customers/" + customer + "/messages", json.text());
  if (answer.status != 200) throw std::runtime_error("the simulator took no message: " + std::to_string(answer.status));
}

std::string RunningProgram::bytes_at(const std::string& path_or_url) {
  net::ClientRequest request{.url = path_or_url};
  if (path_or_url.starts_with('/')) {
    request.url = program_->url() + path_or_url;
    request.headers.set("Authorization", "Bearer " + api_key_);
  }
  const auto answer = client_.send(request);
  return answer && answer->status == 200 ? answer->body : std::string{};
}

bool RunningProgram::phone_shows(const std::string& customer, const std::string& text, const std::string& number_id) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  std::int64_t version = 0;
  while (std::chrono::steady_clock::now() < until) {
    const auto thread = control("GET", "customers/" + customer + "/thread?number_id=" + number_id +
                                           "&wait=10&after=" + std::to_string(version));
    version = thread.body.at("version").to_number<std::int64_t>();
    for (const auto& message : thread.body.at("messages").as_array()) {
      if (message.at("direction") == "from_business" && message.at("text") == text.c_str()) return true;
    }
  }
  return false;
}

}  // namespace recado::server

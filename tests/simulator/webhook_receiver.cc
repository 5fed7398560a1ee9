#include "webhook_receiver.h"

#include <gtest/gtest.h>

namespace recado::simulator {

namespace {

constexpr std::chrono::seconds k_patience{10};

}  // namespace

WebhookReceiver::WebhookReceiver() {
  server_.route("POST", "/{path...}", [this](const net::Request& request) { return receive(request); });
  server_.route("GET", "/{path...}", [this](const net::Request& request) { return challenge(request); });
  if (auto started = server_.start(); !started) ADD_FAILURE() << started.error().message;
}

std::string WebhookReceiver::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(server_.port()) + path;
}

void WebhookReceiver::answer_with(std::function<int(int)> status) {
  const std::lock_guard lock(mutex_);
  status_ = std::move(status);
}

void WebhookReceiver::verify_token(std::string token) {
  const std::lock_guard lock(mutex_);
  verify_token_ = std::move(token);
}

net::Response WebhookReceiver::receive(const net::Request& request) {
  net::Response response;
  {
    const std::lock_guard lock(mutex_);
    received_.push_back(
        {request.path, std::string{request.headers.get("X-Hub-Signature-256")}, request.body, request.headers});
    response.status = status_(static_cast<int>(received_.size()));
  }
  changed_.notify_all();
  return response;
}

net::Response WebhookReceiver::challenge(const net::Request& request) const {
  net::Response response;
  const std::lock_guard lock(mutex_);
  const bool right = request.query.get("hub.verify_token").value_or("") == verify_token_;
  response.status = right && request.query.get("hub.mode") == "subscribe" ? 200 : 403;
  if (response.status == 200) response.body = std::string{request.query.get("hub.challenge").value_or("")};
  return response;
}

std::vector<Received> WebhookReceiver::wait_for(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, k_patience, [&] { return received_.size() >= count; });
  EXPECT_GE(received_.size(), count) << "deliveries did not come";
  return received_;
}

std::size_t WebhookReceiver::count() const {
  const std::lock_guard lock(mutex_);
  return received_.size();
}

std::vector<boost::json::object> WebhookReceiver::wait_for_items(std::string_view kind, std::size_t count) {
  std::unique_lock lock(mutex_);
  std::vector<boost::json::object> items;
  changed_.wait_for(lock, k_patience, [&] {
    items.clear();
    for (const auto& delivery : received_) {
      for (auto& item : items_of(delivery, kind)) items.push_back(std::move(item));
    }
    return items.size() >= count;
  });
  EXPECT_GE(items.size(), count) << kind << " did not come";
  return items;
}

std::vector<boost::json::object> WebhookReceiver::wait_for_status(std::string_view status, std::size_t count) {
  std::unique_lock lock(mutex_);
  std::vector<boost::json::object> items;
  changed_.wait_for(lock, k_patience, [&] {
    items.clear();
    for (const auto& delivery : received_) {
      for (auto& item : items_of(delivery, "statuses")) {
        if (std::string_view{item.at("status").as_string()} == status) items.push_back(std::move(item));
      }
    }
    return items.size() >= count;
  });
  EXPECT_GE(items.size(), count) << status << " did not come";
  return items;
}

std::vector<boost::json::object> items_of(const Received& delivery, std::string_view kind) {
  std::vector<boost::json::object> items;
  const auto body = boost::json::parse(delivery.body);
  for (const auto& entry : body.at("entry").as_array()) {
    for (const auto& change : entry.at("changes").as_array()) {
      const auto* found = change.at("value").as_object().if_contains(kind);
      if (!found) continue;
      for (const auto& item : found->as_array()) items.push_back(item.as_object());
    }
  }
  return items;
}

}  // namespace recado::simulator

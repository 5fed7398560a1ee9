#include "support/live_client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <chrono>

namespace recado::test {

namespace beast = boost::beast;
namespace asio = boost::asio;

struct LiveClient::State {
  asio::io_context context;
  beast::websocket::stream<asio::ip::tcp::socket> stream{context};
  beast::flat_buffer buffer;
  int status = 0;

  // Runs what was started until it is done; false after 20 s.
  bool run() {
    context.restart();
    context.run_for(std::chrono::seconds{20});
    return context.stopped();
  }
};

LiveClient::LiveClient(std::uint16_t port, const std::string& target, const Headers& headers)
    : state_(std::make_unique<State>()) {
  auto& stream = state_->stream;
  stream.next_layer().connect({asio::ip::address_v4::loopback(), port});
  stream.set_option(beast::websocket::stream_base::decorator([&headers](beast::websocket::request_type& request) {
    for (const auto& [name, value] : headers) request.set(name, value);
  }));
  beast::websocket::response_type response;
  beast::error_code error;
  stream.handshake(response, "127.0.0.1:" + std::to_string(port), target, error);
  state_->status = static_cast<int>(response.result_int());
}

LiveClient::~LiveClient() = default;

int LiveClient::status() const { return state_->status; }

std::optional<std::string> LiveClient::read() {
  beast::error_code error = asio::error::timed_out;
  state_->stream.async_read(state_->buffer, [&error](beast::error_code read, std::size_t) { error = read; });
  if (!state_->run()) {
    state_->stream.next_layer().close();  // ends the read, which refers to what is here
    state_->run();
    return {};
  }
  if (error) return {};
  std::string text = beast::buffers_to_string(state_->buffer.data());
  state_->buffer.consume(state_->buffer.size());
  return text;
}

int LiveClient::close_code() const { return state_->stream.reason().code; }

}  // namespace recado::test

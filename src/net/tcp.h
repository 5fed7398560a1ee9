// The socket type of the server: bound to one io_context, so that no executor is type-erased on the way.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace recado::net {

namespace asio = boost::asio;
using TcpSocket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

}  // namespace recado::net

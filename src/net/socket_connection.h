// One WebSocket after its handshake request. Beast reads and writes the frames; this keeps the deadlines, the queue
// and the close codes.
#pragma once

#include <functional>
#include <memory>

#include "net/io_loop.h"
#include "net/server.h"
#include "net/tcp.h"

namespace recado::net {

// Answers the handshake on the loop's thread and calls `open` once the peer has its answer.
void open_socket(IoLoop& loop, TcpSocket socket, const Request& request,
                 std::function<SocketEvents(std::shared_ptr<Socket>)> open);

}  // namespace recado::net

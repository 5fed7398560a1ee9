#include "simulator/graph_messages.h"

#include "simulator/outgoing_message.h"
#include "simulator/send_message.h"

namespace recado::simulator {

namespace {

constexpr std::chrono::seconds k_slow_answer{5};

// What a fault refuses before the message is looked at.
std::optional<GraphError> refusal_of(SendFault fault) {
  switch (fault) {
    case SendFault::http_500: return graph_error(131000, "Something went wrong.");
    case SendFault::rate_limit: return graph_error(130429, "Cloud API message throughput has been reached.");
    case SendFault::pair_rate_limit:
      return graph_error(
          131056, "Too many messages sent from this phone number to the same customer in a short period of time.");
    case SendFault::token_expired: return token_expired();
    case SendFault::window_closed:
      return graph_error(131047,
                         "Message failed to send because more than 24 hours have passed since the customer last "
                         "replied to this number.");
    default: return {};
  }
}

GraphResult<net::Response> read_receipt(const GraphCall& call, const OutgoingMessage& message, Ledger& ledger) {
  const bool found = ledger.change(
      [&](Change& change) { return mark_read(change, std::string{call.node()}, message.read_message_id); });
  if (!found)
    return std::unexpected(graph_error(131009, "The message_id is not of a message that this number received."));
  return success_response();
}

GraphResult<net::Response> take_message(const GraphCall& call, const OutgoingMessage& message, SendFault fault,
                                        Ledger& ledger, const MediaShelf& media, UtcMs now) {
  if (const auto refused = refusal_of(fault)) return std::unexpected(*refused);
  if (!message.media_id.empty()) {
    const auto stored = media.find(message.media_id);
    if (!stored || stored->number_id != call.node()) {
      return std::unexpected(
          graph_error(131009, "The media id " + message.media_id + " does not belong to this phone number."));
    }
  }
  const SendContext context{
      .version = call.version, .now = now, .pretend_not_on_whatsapp = fault == SendFault::not_on_whatsapp};
  auto sent =
      ledger.change([&](Change& change) { return send_message(change, std::string{call.node()}, message, context); });
  if (!sent) return std::unexpected(sent.error());
  return json_response(std::move(*sent));
}

}  // namespace

SendAnswer graph_messages(const GraphCall& call, Ledger& ledger, FaultBox& faults, const MediaShelf& media, UtcMs now) {
  const auto number =
      ledger.read([&](const World& world) { return authorised_number(world, call, std::string{call.node()}); });
  if (!number) return {to_response(number.error())};
  const auto message = read_outgoing_message(call.parameters);
  if (!message) return {to_response(message.error())};
  if (!message->read_message_id.empty()) {
    auto read = read_receipt(call, *message, ledger);
    return {read ? std::move(*read) : to_response(read.error())};
  }
  const SendFault fault = faults.take_send();
  auto taken = take_message(call, *message, fault, ledger, media, now);
  if (!taken) return {to_response(taken.error())};
  SendAnswer answer{std::move(*taken)};
  if (fault == SendFault::slow) answer.delay = k_slow_answer;
  if (fault == SendFault::drop_answer) answer.response.status = k_close_without_answer;
  if (fault == SendFault::http_500_after_accepting)
    answer.response = to_response(graph_error(131000, "Something went wrong."));
  return answer;
}

}  // namespace recado::simulator

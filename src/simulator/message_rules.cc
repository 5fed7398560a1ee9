#include "simulator/message_rules.h"

#include <boost/json.hpp>

#include "simulator/json_read.h"

namespace recado::simulator {

namespace {

constexpr std::size_t k_any_length = 1 << 20;

Complaint check_text(const boost::json::object& value, std::string& text) {
  text = text_or(value, "body");
  return require_text(value, "body", 4096, "text['body']");
}

Complaint check_media(std::string_view type, const boost::json::object& value, std::string& text) {
  const std::string path{type};
  const bool has_id = !text_or(value, "id").empty();
  const std::string link = text_or(value, "link");
  if (has_id == !link.empty())
    return graph_error(100, "Exactly one of " + path + "['id'] and " + path + "['link'] is required.");
  if (!link.empty() && !link.starts_with("http://") && !link.starts_with("https://")) {
    return not_valid(path + "['link'] is not a valid URI.");
  }
  const bool captioned = type == "image" || type == "video" || type == "document";
  if (!captioned && value.contains("caption"))
    return graph_error(100, "Unexpected key \"caption\" on param \"" + path + "\".");
  text = text_or(value, "caption");
  return limit_text(value, "caption", 1024, path + "['caption']");
}

Complaint check_location(const boost::json::object& value, std::string& text) {
  for (const std::string name : {"latitude", "longitude"}) {
    const auto degrees = read_text(value, name);
    if (!degrees) return missing("location['" + name + "']");
    char* end = nullptr;
    const double number = std::strtod(degrees->c_str(), &end);
    const double most = name == "latitude" ? 90 : 180;
    if (end == degrees->c_str() || *end != '\0' || number < -most || number > most) {
      return not_valid("location['" + name + "'] is not a number of degrees.");
    }
  }
  text = text_or(value, "name", text_or(value, "address"));
  return {};
}

Complaint check_contacts(const boost::json::value& value, std::string& text) {
  const auto* contacts = value.if_array();
  if (!contacts || contacts->empty()) return missing("contacts");
  if (contacts->size() > 257) return not_valid("contacts must have at most 257 elements.");
  for (std::size_t i = 0; i < contacts->size(); ++i) {
    const std::string path = "contacts[" + std::to_string(i) + "]";
    const auto* contact = (*contacts)[i].if_object();
    const auto* name = contact ? read_part(*contact, "name") : nullptr;
    if (!name) return missing(path + "['name']");
    if (auto wrong = require_text(*name, "formatted_name", k_any_length, path + "['name']['formatted_name']"))
      return wrong;
    if (name->size() < 2)
      return graph_error(100, "At least one more name is required with " + path + "['name']['formatted_name'].");
    text += (i == 0 ? "" : ", ") + text_or(*name, "formatted_name");
  }
  return {};
}

Complaint check_reaction(const boost::json::object& value, std::string& text) {
  text = text_or(value, "emoji");
  if (!value.contains("emoji")) return missing("reaction['emoji']");
  return require_text(value, "message_id", k_any_length, "reaction['message_id']");
}

}  // namespace

GraphError missing(const std::string& path) { return graph_error(131008, "Parameter of type " + path + " is missing"); }
GraphError not_valid(const std::string& details) { return graph_error(131009, details); }

Complaint require_text(const boost::json::object& from, std::string_view name, std::size_t most,
                       const std::string& path) {
  const auto found = from.if_contains(name);
  if (!found || found->is_null()) return graph_error(100, "The parameter " + path + " is required.");
  if (!found->is_string()) return graph_error(100, "Param " + path + " must be a string.");
  if (found->get_string().empty()) return graph_error(100, "The parameter " + path + " is required.");
  return limit_text(from, name, most, path);
}

Complaint limit_text(const boost::json::object& from, std::string_view name, std::size_t most,
                     const std::string& path) {
  if (characters(text_or(from, name)) <= most) return {};
  return graph_error(100, "Param " + path + " must be at most " + std::to_string(most) + " characters long.");
}

Complaint check_content(std::string_view type, const boost::json::value& value, std::string& text) {
  if (type == "contacts") return check_contacts(value, text);
  const auto* object = value.if_object();
  if (!object) return graph_error(100, "Param " + std::string{type} + " must be a JSON object.");
  if (type == "text") return check_text(*object, text);
  if (type == "location") return check_location(*object, text);
  if (type == "reaction") return check_reaction(*object, text);
  if (type == "interactive") return check_interactive(*object, text);
  if (type == "template") return check_template(*object, text);
  return check_media(type, *object, text);
}

Complaint check_template(const boost::json::object& value, std::string& text) {
  if (auto wrong = require_text(value, "name", 512, "template['name']")) return wrong;
  const auto* language = read_part(value, "language");
  if (!language) return missing("template['language']");
  if (auto wrong = require_text(*language, "code", 32, "template['language']['code']")) return wrong;
  const auto* components = value.if_contains("components");
  if (components && !components->is_null() && !components->is_array()) {
    return graph_error(100, "Param template['components'] must be an array.");
  }
  text = text_or(value, "name");
  if (!components || !components->is_array()) return {};
  for (const auto& each : components->get_array()) {
    const auto* component = each.if_object();
    if (!component || text_or(*component, "type").empty()) return missing("template['components']['type']");
    const auto* parameters = component->if_contains("parameters");
    if (!parameters || !parameters->is_array()) continue;
    for (const auto& parameter : parameters->get_array()) {
      const auto* object = parameter.if_object();
      if (!object || text_or(*object, "type").empty()) return missing("template['components']['parameters']['type']");
      if (const auto words = read_text(*object, "text")) text += " · " + *words;
    }
  }
  return {};
}

}  // namespace recado::simulator

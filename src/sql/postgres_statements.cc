#include "sql/postgres_statements.h"

namespace recado::sql {

namespace {

bool fits(std::string_view form, std::string_view kinds) {
  if (form.size() != kinds.size()) return false;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i] != 'n' && kinds[i] != form[i]) return false;
  }
  return true;
}

// What earlier forms knew about a value that is null this time; else every mixture of nulls would be a form of its own.
char kind_seen_at(const std::list<PreparedForm>& forms, std::size_t at) {
  for (const auto& form : forms) {
    if (at < form.kinds.size() && form.kinds[at] != 't') return form.kinds[at];
  }
  return 't';
}

}  // namespace

PreparedForm& PostgresStatements::form(const Statement& statement, std::string_view kinds) {
  auto& forms = forms_[statement.text];
  for (auto& form : forms) {
    if (fits(form.kinds, kinds) && form.text == statement.text) return form;
  }
  std::string wanted{kinds};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == 'n') wanted[i] = kind_seen_at(forms, i);
  }
  return forms.emplace_front(statement.text, "s" + std::to_string(++names_), std::move(wanted));
}

void PostgresStatements::forget_unprepared() {
  for (auto& [text, forms] : forms_) {
    forms.remove_if([](const PreparedForm& form) { return form.state != FormState::prepared; });
  }
}

}  // namespace recado::sql

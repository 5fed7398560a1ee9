#include "load/customers.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace recado::bench {

namespace {

constexpr std::array k_first{"María",   "José",   "Ana",   "Luis",  "Camila",    "Andrés", "Sofía",    "João",
                             "Beatriz", "Carlos", "Lucía", "Pedro", "Valentina", "Miguel", "Fernanda", "Diego"};
constexpr std::array k_last{"García", "Silva",   "Rodríguez", "Santos", "Gómez",  "Oliveira", "Martínez", "Souza",
                            "López",  "Herrera", "Ramírez",   "Costa",  "Torres", "Almeida",  "Vargas",   "Ñáñez"};
// Most frequent first.
constexpr std::array k_words{
    "hola",       "de",          "el",        "por",         "favor",      "gracias",     "me",
    "mi",         "pedido",      "no",        "que",         "la",         "un",          "para",
    "con",        "buenos",      "días",      "cuándo",      "llega",      "pueden",      "ayudar",
    "necesito",   "factura",     "pago",      "envío",       "producto",   "precio",      "tienen",
    "disponible", "hoy",         "mañana",    "tarde",       "dirección",  "casa",        "talla",
    "color",      "negro",       "azul",      "cambio",      "devolución", "tarjeta",     "transferencia",
    "recibí",     "todavía",     "problema",  "cuenta",      "correo",     "número",      "teléfono",
    "tienda",     "horario",     "abierto",   "cerrado",     "domingo",    "lunes",       "semana",
    "promoción",  "descuento",   "código",    "cupón",       "garantía",   "técnico",     "instalar",
    "pantalla",   "batería",     "cargador",  "zapatos",     "camisa",     "vestido",     "regalo",
    "cumpleaños", "obrigado",    "bom",       "dia",         "quando",     "chega",       "meu",
    "boleto",     "entrega",     "endereço",  "você",        "tem",        "estoque",     "tamanho",
    "trocar",     "loja",        "hello",     "thanks",      "order",      "please",      "where",
    "delivery",   "invoice",     "refund",    "broken",      "waiting",    "address",     "urgent",
    "receipt",    "appointment", "cancel",    "reschedule",  "doctor",     "cita",        "consulta",
    "reserva",    "mesa",        "noche",     "personas",    "aeropuerto", "vuelo",       "equipaje",
    "seguro",     "póliza",      "siniestro", "contrato",    "arriendo",   "apartamento", "visita",
    "llaves",     "contador",    "impuesto",  "certificado", "matrícula",  "colegio",     "uniforme"};

}  // namespace

std::uint64_t scrambled(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15;
  number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9;
  number = (number ^ number >> 27) * 0x94d049bb133111eb;
  return number ^ number >> 31;
}

std::string customer_phone(std::uint32_t customer) { return fmt::format("57300{:07}", customer * 137 % 10'000'000); }
std::string customer_user_id(std::uint32_t customer) {
  return fmt::format("CO.1349{:014}", std::uint64_t{customer} * 7919);
}
std::string customer_name(std::uint32_t customer) {
  const auto pick = scrambled(customer);
  return fmt::format("{} {} {}", k_first[pick % k_first.size()], k_last[pick / 16 % k_last.size()],
                     k_last[pick / 256 % k_last.size()]);
}

std::string reference_of(std::uint64_t number) { return fmt::format("ref{:x}", scrambled(number) >> 28); }

std::string some_text(std::uint64_t number) {
  std::uint64_t random = scrambled(number);
  const std::uint64_t count = 3 + random % 20;
  std::string text;
  for (std::uint64_t i = 0; i < count; ++i) {
    random = scrambled(random);
    const double share = static_cast<double>(random >> 11) / static_cast<double>(std::uint64_t{1} << 53);
    if (i > 0) text += ' ';
    text += k_words[static_cast<std::size_t>(share * share * static_cast<double>(k_words.size()))];
  }
  if (number % k_reference_every == 0) text += " " + reference_of(number);
  return text;
}

}  // namespace recado::bench

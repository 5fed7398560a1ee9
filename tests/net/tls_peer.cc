#include "net/tls_peer.h"

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

namespace recado::net::testing {
namespace {

template <typename T, void (*Free)(T*)>
struct FreeWith {
  void operator()(T* pointer) const { Free(pointer); }
};
template <typename T, void (*Free)(T*)>
using Owned = std::unique_ptr<T, FreeWith<T, Free>>;

}  // namespace

bool client_trusts_self_signed(int descriptor) {
  const Owned<EVP_PKEY, EVP_PKEY_free> key{EVP_EC_gen("P-256")};
  const Owned<X509, X509_free> certificate{X509_new()};
  X509_set_version(certificate.get(), 2);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), key.get(), EVP_sha256());

  const Owned<SSL_CTX, SSL_CTX_free> context{SSL_CTX_new(TLS_server_method())};
  SSL_CTX_use_certificate(context.get(), certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), key.get());
  const Owned<SSL, SSL_free> session{SSL_new(context.get())};
  SSL_set_fd(session.get(), descriptor);
  if (SSL_accept(session.get()) != 1) return false;
  char byte = 0;
  return SSL_read(session.get(), &byte, 1) == 1;
}

}  // namespace recado::net::testing

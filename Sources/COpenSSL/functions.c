// The functions of OpenSSL that Krok calls, out of `libcrypto.so.3` once it is loaded.
//
// Linked, the library would be bound at every start: half a millisecond of each command, for the
// few that need it. Each function stands here under its own name, so that whoever calls it is
// checked against OpenSSL's own header. The names are hidden: exported, they would take the place
// of the library's own when the library, or libcurl, calls itself.
#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

#include <dlfcn.h>

static void *library;

// Where a function of the library stands, and ours of the same name, which hands on to it.
#define HAND_ON(result, name, parameters, arguments) \
    static __typeof__(name) *found_##name; \
    result name parameters { return found_##name arguments; }

HAND_ON(void, ASN1_STRING_free, (ASN1_STRING *a), (a))
HAND_ON(
    int, ASN1_TIME_diff, (int *days, int *seconds, const ASN1_TIME *from, const ASN1_TIME *to),
    (days, seconds, from, to))
HAND_ON(ASN1_TIME *, ASN1_TIME_set, (ASN1_TIME *time, time_t seconds), (time, seconds))
HAND_ON(
    long, BIO_ctrl, (BIO *bio, int command, long number, void *pointer),
    (bio, command, number, pointer))
HAND_ON(int, BIO_free, (BIO *bio), (bio))
HAND_ON(void, BIO_free_all, (BIO *bio), (bio))
HAND_ON(BIO *, BIO_new, (const BIO_METHOD *method), (method))
HAND_ON(BIO *, BIO_new_mem_buf, (const void *bytes, int count), (bytes, count))
HAND_ON(int, BIO_read, (BIO *bio, void *bytes, int count), (bio, bytes, count))
HAND_ON(const BIO_METHOD *, BIO_s_mem, (void), ())
HAND_ON(int, BIO_write, (BIO *bio, const void *bytes, int count), (bio, bytes, count))
HAND_ON(CMS_ContentInfo *, CMS_AuthEnvelopedData_create, (const EVP_CIPHER *cipher), (cipher))
HAND_ON(void, CMS_ContentInfo_free, (CMS_ContentInfo *cms), (cms))
HAND_ON(CMS_ContentInfo *, CMS_EnvelopedData_create, (const EVP_CIPHER *cipher), (cipher))
HAND_ON(
    EVP_PKEY_CTX *, CMS_RecipientInfo_get0_pkey_ctx, (CMS_RecipientInfo *recipient),
    (recipient))
HAND_ON(
    CMS_RecipientInfo *, CMS_add1_recipient_cert,
    (CMS_ContentInfo *cms, X509 *recipient, unsigned int flags), (cms, recipient, flags))
HAND_ON(int, CMS_dataFinal, (CMS_ContentInfo *cms, BIO *bio), (cms, bio))
HAND_ON(BIO *, CMS_dataInit, (CMS_ContentInfo *cms, BIO *content), (cms, content))
HAND_ON(
    int, CMS_decrypt_set1_pkey, (CMS_ContentInfo *cms, EVP_PKEY *key, X509 *certificate),
    (cms, key, certificate))
HAND_ON(int, CMS_set_detached, (CMS_ContentInfo *cms, int detached), (cms, detached))
HAND_ON(void, CRYPTO_free, (void *memory, const char *file, int line), (memory, file, line))
HAND_ON(
    int, CRYPTO_set_mem_functions,
    (CRYPTO_malloc_fn malloc, CRYPTO_realloc_fn realloc, CRYPTO_free_fn free),
    (malloc, realloc, free))
HAND_ON(void, ERR_clear_error, (void), ())
HAND_ON(
    int, EVP_PKEY_CTX_set_ecdh_kdf_md, (EVP_PKEY_CTX *context, const EVP_MD *digest),
    (context, digest))
HAND_ON(
    int, EVP_PKEY_CTX_set_rsa_mgf1_md, (EVP_PKEY_CTX *context, const EVP_MD *digest),
    (context, digest))
HAND_ON(
    int, EVP_PKEY_CTX_set_rsa_oaep_md, (EVP_PKEY_CTX *context, const EVP_MD *digest),
    (context, digest))
HAND_ON(int, EVP_PKEY_CTX_set_rsa_padding, (EVP_PKEY_CTX *context, int padding), (context, padding))
HAND_ON(void, EVP_PKEY_free, (EVP_PKEY *key), (key))
HAND_ON(int, EVP_PKEY_get_base_id, (const EVP_PKEY *key), (key))
HAND_ON(int, EVP_PKEY_get_bits, (const EVP_PKEY *key), (key))
HAND_ON(
    int, EVP_PKEY_get_group_name, (const EVP_PKEY *key, char *name, size_t room, size_t *length),
    (key, name, room, length))
HAND_ON(const EVP_CIPHER *, EVP_aes_256_cbc, (void), ())
HAND_ON(const EVP_CIPHER *, EVP_aes_256_gcm, (void), ())
HAND_ON(const EVP_MD *, EVP_sha256, (void), ())
HAND_ON(const char *, OBJ_nid2sn, (int number), (number))
HAND_ON(void, OPENSSL_cleanse, (void *memory, size_t count), (memory, count))
HAND_ON(
    int, OPENSSL_init_crypto, (uint64_t options, const OPENSSL_INIT_SETTINGS *settings),
    (options, settings))
HAND_ON(const char *, OpenSSL_version, (int type), (type))
HAND_ON(
    EVP_PKEY *, PEM_read_bio_PrivateKey, (BIO *bio, EVP_PKEY **key, pem_password_cb *ask, void *argument),
    (bio, key, ask, argument))
HAND_ON(
    int, X509_NAME_print_ex, (BIO *bio, const X509_NAME *name, int indent, unsigned long flags),
    (bio, name, indent, flags))
HAND_ON(void, X509_free, (X509 *certificate), (certificate))
HAND_ON(const ASN1_TIME *, X509_get0_notAfter, (const X509 *certificate), (certificate))
HAND_ON(const ASN1_TIME *, X509_get0_notBefore, (const X509 *certificate), (certificate))
HAND_ON(EVP_PKEY *, X509_get0_pubkey, (const X509 *certificate), (certificate))
HAND_ON(uint32_t, X509_get_key_usage, (X509 *certificate), (certificate))
HAND_ON(X509_NAME *, X509_get_subject_name, (const X509 *certificate), (certificate))
HAND_ON(
    CMS_ContentInfo *, d2i_CMS_ContentInfo, (CMS_ContentInfo **cms, const unsigned char **place, long count),
    (cms, place, count))
HAND_ON(
    X509 *, d2i_X509, (X509 **certificate, const unsigned char **place, long count),
    (certificate, place, count))
HAND_ON(int, i2d_CMS_ContentInfo, (const CMS_ContentInfo *cms, unsigned char **place), (cms, place))

int krok_openssl_load(void) {
    if (library == NULL) library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return 0;
    int all = 1;
#define FIND(name) \
    found_##name = (__typeof__(name) *)dlsym(library, #name); \
    all &= found_##name != NULL
    FIND(ASN1_STRING_free);
    FIND(ASN1_TIME_diff);
    FIND(ASN1_TIME_set);
    FIND(BIO_ctrl);
    FIND(BIO_free);
    FIND(BIO_free_all);
    FIND(BIO_new);
    FIND(BIO_new_mem_buf);
    FIND(BIO_read);
    FIND(BIO_s_mem);
    FIND(BIO_write);
    FIND(CMS_AuthEnvelopedData_create);
    FIND(CMS_ContentInfo_free);
    FIND(CMS_EnvelopedData_create);
    FIND(CMS_RecipientInfo_get0_pkey_ctx);
    FIND(CMS_add1_recipient_cert);
    FIND(CMS_dataFinal);
    FIND(CMS_dataInit);
    FIND(CMS_decrypt_set1_pkey);
    FIND(CMS_set_detached);
    FIND(CRYPTO_free);
    FIND(CRYPTO_set_mem_functions);
    FIND(ERR_clear_error);
    FIND(EVP_PKEY_CTX_set_ecdh_kdf_md);
    FIND(EVP_PKEY_CTX_set_rsa_mgf1_md);
    FIND(EVP_PKEY_CTX_set_rsa_oaep_md);
    FIND(EVP_PKEY_CTX_set_rsa_padding);
    FIND(EVP_PKEY_free);
    FIND(EVP_PKEY_get_base_id);
    FIND(EVP_PKEY_get_bits);
    FIND(EVP_PKEY_get_group_name);
    FIND(EVP_aes_256_cbc);
    FIND(EVP_aes_256_gcm);
    FIND(EVP_sha256);
    FIND(OBJ_nid2sn);
    FIND(OPENSSL_cleanse);
    FIND(OPENSSL_init_crypto);
    FIND(OpenSSL_version);
    FIND(PEM_read_bio_PrivateKey);
    FIND(X509_NAME_print_ex);
    FIND(X509_free);
    FIND(X509_get0_notAfter);
    FIND(X509_get0_notBefore);
    FIND(X509_get0_pubkey);
    FIND(X509_get_key_usage);
    FIND(X509_get_subject_name);
    FIND(d2i_CMS_ContentInfo);
    FIND(d2i_X509);
    FIND(i2d_CMS_ContentInfo);
#undef FIND
    return all;
}

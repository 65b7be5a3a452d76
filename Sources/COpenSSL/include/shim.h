// OpenSSL's libcrypto, as `libssl-dev` declares it. Imported by the room Certificates alone.
#pragma once
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// 1 when `libcrypto.so.3` is loaded and has every function that Krok calls. Until then none of them
// may be called. Not for two threads at a time.
int krok_openssl_load(void);

// Memory that OpenSSL gives back is overwritten first: keys and plaintext pass through it.
static inline void *krok_openssl_malloc(size_t size, const char *file, int line) {
    (void)file, (void)line;
    return size == 0 ? NULL : malloc(size);
}

static inline void krok_openssl_free(void *memory, const char *file, int line) {
    (void)file, (void)line;
    if (memory == NULL) return;
    OPENSSL_cleanse(memory, malloc_usable_size(memory));
    free(memory);
}

static inline void *krok_openssl_realloc(
    void *memory, size_t size, const char *file, int line
) {
    if (memory == NULL) return krok_openssl_malloc(size, file, line);
    void *moved = krok_openssl_malloc(size, file, line);
    if (moved != NULL) {
        size_t standing = malloc_usable_size(memory);
        memcpy(moved, memory, standing < size ? standing : size);
    } else if (size != 0) {
        return NULL;
    }
    krok_openssl_free(memory, file, line);
    return moved;
}

// 1 when the three above are in use; only before OpenSSL has taken any memory.
static inline int krok_openssl_wipe_memory(void) {
    return CRYPTO_set_mem_functions(
        krok_openssl_malloc, krok_openssl_realloc, krok_openssl_free);
}

// Macros with casts, which Swift does not import.
static inline int krok_cipher_is_fine(BIO *bio) {
    return BIO_get_cipher_status(bio) > 0;
}

static inline int krok_flush(BIO *bio) {
    return BIO_flush(bio) > 0;
}

static inline long krok_memory(BIO *bio, char **start) {
    return BIO_get_mem_data(bio, start);
}

static inline void krok_free(void *memory) {
    OPENSSL_free(memory);
}

// RFC 2253 in one line, but letters above ASCII stay letters.
static const unsigned long krok_name_style = XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB;

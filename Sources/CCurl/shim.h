// libcurl, as `libcurl4-openssl-dev` declares it. Imported by the room Curl alone.
#pragma once
#include <dlfcn.h>
#include <errno.h>
#include <locale.h>
#include <malloc.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include <curl/curl.h>

// The functions that Krok calls, out of the shared library. They are loaded when something is to be
// asked: the thirty libraries behind libcurl would double the time that every command takes to start.
typedef struct krok_curl {
    __typeof__(curl_global_init_mem) *global_init_mem;
    __typeof__(curl_version_info) *version_info;
    __typeof__(curl_easy_init) *easy_init;
    __typeof__(curl_easy_setopt) *easy_setopt;
    __typeof__(curl_easy_getinfo) *easy_getinfo;
    __typeof__(curl_easy_perform) *easy_perform;
    __typeof__(curl_easy_send) *easy_send;
    __typeof__(curl_easy_recv) *easy_recv;
    __typeof__(curl_easy_cleanup) *easy_cleanup;
} krok_curl;

// Memory that libcurl gives back is overwritten first: requests, replies and addresses pass through it.
static inline void *krok_curl_malloc(size_t size) { return malloc(size); }

static inline void krok_curl_free(void *memory) {
    if (memory == NULL) return;
    explicit_bzero(memory, malloc_usable_size(memory));
    free(memory);
}

static inline void *krok_curl_realloc(void *memory, size_t size) {
    if (memory == NULL) return malloc(size);
    void *moved = malloc(size);
    if (moved == NULL) return NULL;
    size_t standing = malloc_usable_size(memory);
    memcpy(moved, memory, standing < size ? standing : size);
    krok_curl_free(memory);
    return moved;
}

static inline char *krok_curl_strdup(const char *text) { return strdup(text); }

static inline void *krok_curl_calloc(size_t count, size_t size) { return calloc(count, size); }

// The loaded and initialised library; NULL where it is missing or older than 7.85 (PROTOCOLS_STR).
static inline krok_curl *krok_curl_load(void) {
    // libcurl would write the keys of every connection into the file that this variable names.
    unsetenv("SSLKEYLOGFILE");
    // Host names beyond ASCII are read in the locale's encoding.
    setlocale(LC_CTYPE, "C.UTF-8");
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return NULL;
    krok_curl *curl = (krok_curl *)calloc(1, sizeof(krok_curl));
    if (curl == NULL) return NULL;
#define KROK_FIND(name) curl->name = (__typeof__(curl->name))dlsym(library, "curl_" #name)
    KROK_FIND(global_init_mem);
    KROK_FIND(version_info);
    KROK_FIND(easy_init);
    KROK_FIND(easy_setopt);
    KROK_FIND(easy_getinfo);
    KROK_FIND(easy_perform);
    KROK_FIND(easy_send);
    KROK_FIND(easy_recv);
    KROK_FIND(easy_cleanup);
#undef KROK_FIND
    if (curl->global_init_mem && curl->version_info && curl->easy_init && curl->easy_setopt
        && curl->easy_getinfo && curl->easy_perform && curl->easy_send && curl->easy_recv
        && curl->easy_cleanup && curl->version_info(CURLVERSION_NOW)->version_num >= 0x075500
        && curl->global_init_mem(
               CURL_GLOBAL_DEFAULT, krok_curl_malloc, krok_curl_free, krok_curl_realloc,
               krok_curl_strdup, krok_curl_calloc) == CURLE_OK)
        return curl;
    free(curl);
    return NULL;
}

// Calls with a variable number of arguments, which Swift does not import.
static inline CURLcode krok_curl_set_number(
    const krok_curl *curl, CURL *handle, CURLoption option, long value
) {
    return curl->easy_setopt(handle, option, value);
}

static inline CURLcode krok_curl_set_size(
    const krok_curl *curl, CURL *handle, CURLoption option, curl_off_t value
) {
    return curl->easy_setopt(handle, option, value);
}

static inline CURLcode krok_curl_set_pointer(
    const krok_curl *curl, CURL *handle, CURLoption option, const void *value
) {
    return curl->easy_setopt(handle, option, value);
}

static inline CURLcode krok_curl_set_callback(
    const krok_curl *curl, CURL *handle, CURLoption option, curl_write_callback callback
) {
    return curl->easy_setopt(handle, option, callback);
}

static inline CURLcode krok_curl_get_number(
    const krok_curl *curl, CURL *handle, CURLINFO info, long *value
) {
    return curl->easy_getinfo(handle, info, value);
}

static inline CURLcode krok_curl_get_text(
    const krok_curl *curl, CURL *handle, CURLINFO info, const char **value
) {
    return curl->easy_getinfo(handle, info, value);
}

static inline CURLcode krok_curl_get_socket(
    const krok_curl *curl, CURL *handle, curl_socket_t *value
) {
    return curl->easy_getinfo(handle, CURLINFO_ACTIVESOCKET, value);
}

// Fields of the table that Swift does not see as functions.
static inline CURL *krok_curl_new(const krok_curl *curl) { return curl->easy_init(); }

static inline CURLcode krok_curl_perform(const krok_curl *curl, CURL *handle) {
    return curl->easy_perform(handle);
}

static inline CURLcode krok_curl_send(
    const krok_curl *curl, CURL *handle, const void *bytes, size_t count, size_t *sent
) {
    return curl->easy_send(handle, bytes, count, sent);
}

static inline CURLcode krok_curl_receive(
    const krok_curl *curl, CURL *handle, void *bytes, size_t room, size_t *received
) {
    return curl->easy_recv(handle, bytes, room, received);
}

static inline void krok_curl_end(const krok_curl *curl, CURL *handle) {
    curl->easy_cleanup(handle);
}

// Waits until a socket can be read or written, at most so many milliseconds; above 0 when it can.
static inline int krok_curl_wait(curl_socket_t socket, int writing, int milliseconds) {
    struct pollfd one = { .fd = socket, .events = writing ? POLLOUT : POLLIN };
    return poll(&one, 1, milliseconds);
}

static inline void krok_curl_shut(curl_socket_t socket) { shutdown(socket, SHUT_RDWR); }

// Milliseconds of a clock that nobody sets.
static inline long long krok_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// The loaded library's own words about itself; constant texts, the second may be NULL.
static inline const char *krok_curl_version(const krok_curl *curl) {
    return curl->version_info(CURLVERSION_NOW)->version;
}

static inline const char *krok_curl_tls_version(const krok_curl *curl) {
    return curl->version_info(CURLVERSION_NOW)->ssl_version;
}

// Stands in front of malloc by LD_PRELOAD: writes down which secret a block still holds when it is given back.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// One to a line. They come from a file: variables of the environment are copied and freed by everyone.
static char secrets[4096];
static int log_file = -1;
static void (*true_free)(void *);
static void *(*true_realloc)(void *, size_t);

__attribute__((constructor)) static void begin(void) {
    const char *given = getenv("FREED_SECRETS"), *log = getenv("FREED_LOG");
    if (given == NULL || log == NULL) return;
    int file = open(given, O_RDONLY | O_CLOEXEC);
    if (file < 0 || read(file, secrets, sizeof secrets - 1) < 0) abort();
    close(file);
    log_file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_file < 0) abort();
}

static const char *held(void *block) {
    if (block == NULL) return NULL;
    size_t size = malloc_usable_size(block);
    for (const char *secret = secrets; *secret != 0;) {
        size_t length = strcspn(secret, "\n");
        if (length > 0 && memmem(block, size, secret, length) != NULL) return secret;
        secret += length + (secret[length] == '\n');
    }
    return NULL;
}

static void tell(const char *secret) {
    if (write(log_file, secret, strcspn(secret, "\n")) < 0 || write(log_file, "\n", 1) < 0) abort();
}

void free(void *block) {
    if (true_free == NULL) true_free = (void (*)(void *))dlsym(RTLD_NEXT, "free");
    const char *secret = held(block);
    if (secret != NULL) tell(secret);
    true_free(block);
}

void *realloc(void *block, size_t size) {
    if (true_realloc == NULL) true_realloc = (void *(*)(void *, size_t))dlsym(RTLD_NEXT, "realloc");
    const char *secret = held(block);
    void *moved = true_realloc(block, size);
    if (secret != NULL && moved != block) tell(secret);
    return moved;
}

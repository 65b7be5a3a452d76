// The files of this folder, carried in the binary. Imported by the room Carried alone.
#pragma once
#include <stddef.h>

struct krok_file {
    const char *path;
    const unsigned char *bytes;
    size_t count;
};

extern const struct krok_file krok_files[];
extern const size_t krok_file_count;

// An array of unknown length is nothing that Swift can index.
static inline const struct krok_file *krok_file_at(size_t index) {
    return &krok_files[index];
}

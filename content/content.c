// Every file that Krok carries, once: a test compares this list with the folder.
// Clang notes each embedded file as a dependency, so that an edit rebuilds what carries it.
#include "content.h"

// #embed is C23; Clang takes it in every C and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char interface_pl[] = {
#embed "interface/pl.yml" suffix(, )
    0};
static const unsigned char interface_en[] = {
#embed "interface/en.yml" suffix(, )
    0};
static const unsigned char gmail_guide[] = {
#embed "gmail/guide.yml" suffix(, )
    0};
static const unsigned char gmail_pl[] = {
#embed "gmail/pl.md" suffix(, )
    0};
static const unsigned char gmail_en[] = {
#embed "gmail/en.md" suffix(, )
    0};
static const unsigned char rotate_secret_guide[] = {
#embed "rotate-secret/guide.yml" suffix(, )
    0};
static const unsigned char rotate_secret_pl[] = {
#embed "rotate-secret/pl.md" suffix(, )
    0};
static const unsigned char rotate_secret_en[] = {
#embed "rotate-secret/en.md" suffix(, )
    0};
static const unsigned char vault_readme[] = {
#embed "../vault/README.md" suffix(, )
    0};

// The closing zero of each array is not part of the file.
#define CARRIED(path, bytes) {path, bytes, sizeof bytes - 1}

const struct krok_file krok_files[] = {
    CARRIED("interface/pl.yml", interface_pl),
    CARRIED("interface/en.yml", interface_en),
    CARRIED("gmail/guide.yml", gmail_guide),
    CARRIED("gmail/pl.md", gmail_pl),
    CARRIED("gmail/en.md", gmail_en),
    CARRIED("rotate-secret/guide.yml", rotate_secret_guide),
    CARRIED("rotate-secret/pl.md", rotate_secret_pl),
    CARRIED("rotate-secret/en.md", rotate_secret_en),
    CARRIED("vault/README.md", vault_readme),
};

const size_t krok_file_count = sizeof krok_files / sizeof krok_files[0];

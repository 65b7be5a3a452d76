// libsodium, as `libsodium-dev` installs it. Imported by the room Secrecy alone.
#pragma once
#include <sodium.h>
#include <string.h>

// cmark-gfm, as `libcmark-gfm-dev` and `libcmark-gfm-extensions-dev` install it.
// Imported by the room CommonMark alone.
#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>

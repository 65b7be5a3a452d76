// libcurl, as `libcurl4-openssl-dev` installs it. Imported by the room Curl alone.
#pragma once
#include <curl/curl.h>

// libkeyutils, as `libkeyutils-dev` installs it. Imported by the room Platform alone.
#pragma once
#include <keyutils.h>

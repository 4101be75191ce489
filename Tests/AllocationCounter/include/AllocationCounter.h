#pragma once
#include <stdint.h>

/// Memory allocations that the calling thread has asked for since it began, or -1 where they cannot be counted.
int64_t allocations_of_this_thread(void);

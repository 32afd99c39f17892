/* The versions of the libraries that decide what is found: of PCRE2, and of ICU, which tables were made from.
 *
 * For the public interface. */
#ifndef CLAUSELINT_DETECT_LIBRARIES_H
#define CLAUSELINT_DETECT_LIBRARIES_H

#include <stddef.h>

/* "PCRE2 10.42 2022-12-11, ICU 72.1" as far as it fits in size bytes, with a NUL. */
void library_versions(char *text, size_t size);

#endif

/* The address of a file, by RFC 3986.
 *
 * For formats that name files by URI. */
#ifndef CLAUSELINT_REPORT_URI_H
#define CLAUSELINT_REPORT_URI_H

#include "base/arena.h"

/* path as a relative reference, or as a file: URI when it is absolute. Bytes that are not unreserved are
 * percent-encoded one by one, so that every name, valid UTF-8 or not, leads back to its bytes. Empty
 * steps and "." are left out; ".." stays, since a link may stand before it. */
struct str uri_from_path(struct arena *arena, struct str path);

#endif

/* The names of files as other programs want them.
 *
 * For formats that are read by code hosts. */
#ifndef CLAUSELINT_REPORT_URI_H
#define CLAUSELINT_REPORT_URI_H

#include "base/arena.h"

/* path without empty steps and "."; ".." stays, since a link may stand before it. */
struct str path_clean(struct arena *arena, struct str path);
/* The same as a relative reference, or as a file: URI when it is absolute (RFC 3986). Bytes that are
 * not unreserved are percent-encoded one by one, so that every name, valid UTF-8 or not, leads back
 * to its bytes. */
struct str uri_from_path(struct arena *arena, struct str path);

#endif

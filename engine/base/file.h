/* Reading whole files.
 *
 * For the command line and the pack loader; the rest of the engine sees bytes only. */
#ifndef CLAUSELINT_BASE_FILE_H
#define CLAUSELINT_BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"

/* The bytes of the file at path ("-" is standard input), in the arena. A file of more than max
 * bytes (0: no limit), a directory, or anything that cannot be read sets error and gives false. */
bool file_read(struct arena *arena, const char *path, size_t max, struct str *bytes,
	       struct error *error);
/* The same for a file that the user did not name himself: only a regular file is read, so that a pipe
 * that somebody put there cannot make us wait for ever. */
bool file_read_found(struct arena *arena, const char *path, size_t max, struct str *bytes,
		     struct error *error);
/* Whether there is anything at path. What cannot be looked at (a link to itself, a broken disk) is
 * there too, so that reading it says why; what lies in a folder one may not look into is not. */
bool file_is_there(const char *path);
/* The path without symbolic links; NULL when there is nothing at it. */
const char *file_real(struct arena *arena, const char *path);
/* What stands in front of the name of a file, with its slash; empty when nothing does. */
struct str file_folder(struct str path);

#endif

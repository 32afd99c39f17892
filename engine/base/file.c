#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_is_there(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 || (errno != ENOENT && errno != ENOTDIR && errno != EACCES);
}

const char *file_real(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *copy;

	if (!real && errno == ENOMEM)
		arena_fail(arena);
	copy = real ? arena_str(arena, str_from(real)).p : NULL;
	free(real);
	return copy;
}

struct str file_folder(struct str path)
{
	while (path.n && path.p[path.n - 1] != '/')
		path.n--;
	return path;
}

enum outcome { GOT_ALL, GOT_TOO_MUCH, GOT_ERROR };

/* Reads to the end; the size a file claims is only a hint, since it may grow, shrink or be a pipe.
 */
static enum outcome read_all(struct arena *arena, int fd, size_t hint, size_t max,
			     struct str *bytes)
{
	size_t room = hint + 1 > 4096 ? hint + 1 : 4096, used = 0;
	char *buffer = arena_alloc(arena, room);

	for (;;) {
		ssize_t got;
		if (used == room) {
			buffer = arena_grow(arena, buffer, room, room * 2);
			room *= 2;
		}
		got = read(fd, buffer + used, room - used);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return GOT_ERROR;
		used += (size_t)got;
		if (max && used > max)
			return GOT_TOO_MUCH;
		if (got == 0)
			break;
	}
	*bytes = (struct str){buffer, used};
	return GOT_ALL;
}

static void close_fd(void *fd)
{
	close((int)(intptr_t)fd);
}

static int open_file(struct arena *arena, const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);

	if (fd >= 0)
		arena_defer(arena, close_fd, (void *)(intptr_t)fd);
	return fd;
}

static bool read_opened(struct arena *arena, int fd, bool found, size_t max, struct str *bytes,
			struct error *error)
{
	struct stat about;
	enum outcome outcome;

	if (fd < 0) {
		error_set(error, STATUS_IO, "cannot be opened: %s", strerror(errno));
		return false;
	}
	if (fstat(fd, &about) != 0) {
		error_set(error, STATUS_IO, "cannot be read: %s", strerror(errno));
		return false;
	}
	if (S_ISDIR(about.st_mode)) {
		error_set(error, STATUS_REFUSED, "is a directory, not a %s",
			  found ? "file" : "contract");
		return false;
	}
	if (found && !S_ISREG(about.st_mode)) {
		error_set(error, STATUS_REFUSED, "is no regular file, and is not read");
		return false;
	}
	if (S_ISREG(about.st_mode) && max && (uint64_t)about.st_size > max)
		outcome = GOT_TOO_MUCH;
	else
		outcome = read_all(arena, fd, S_ISREG(about.st_mode) ? (size_t)about.st_size : 0,
				   max, bytes);
	if (outcome == GOT_ERROR)
		error_set(error, STATUS_IO, "cannot be read: %s", strerror(errno));
	else if (outcome == GOT_TOO_MUCH)
		error_set(error, STATUS_REFUSED,
			  "is larger than %zu bytes; raise the limit with --max-bytes", max);
	return outcome == GOT_ALL;
}

bool file_read(struct arena *arena, const char *path, size_t max, struct str *bytes,
	       struct error *error)
{
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open_file(arena, path, 0);

	return read_opened(arena, fd, false, max, bytes, error);
}

bool file_read_found(struct arena *arena, const char *path, size_t max, struct str *bytes,
		     struct error *error)
{
	int fd = open_file(arena, path, O_NONBLOCK);

	return read_opened(arena, fd, true, max, bytes, error);
}

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

/* Standard input, or a file that is closed as soon as it has been read, or with the arena when
 * memory runs out meanwhile: a run may read more of them than a program may keep open. */
struct input {
	int fd; /* -1: not open */
	bool standard;
};

static void close_input(void *context)
{
	struct input *input = context;

	if (!input->standard && input->fd >= 0)
		close(input->fd);
	input->fd = -1;
}

static struct input *open_input(struct arena *arena, const char *path, bool standard, int flags)
{
	struct input *input = ARENA_NEW(arena, struct input);

	*input = (struct input){-1, standard};
	arena_defer(arena, close_input, input);
	input->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | flags);
	return input;
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
		error_set(error, STATUS_REFUSED, "is a directory, not a file");
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
		error_set(error, STATUS_REFUSED, "is larger than %zu bytes, and is not read", max);
	return outcome == GOT_ALL;
}

static bool read_and_close(struct arena *arena, struct input *input, bool found, size_t max,
			   struct str *bytes, struct error *error)
{
	bool done = read_opened(arena, input->fd, found, max, bytes, error);

	close_input(input);
	return done;
}

bool file_read(struct arena *arena, const char *path, size_t max, struct str *bytes,
	       struct error *error)
{
	struct input *input = open_input(arena, path, strcmp(path, "-") == 0, 0);

	return read_and_close(arena, input, false, max, bytes, error);
}

bool file_read_found(struct arena *arena, const char *path, size_t max, struct str *bytes,
		     struct error *error)
{
	struct input *input = open_input(arena, path, false, O_NONBLOCK);

	return read_and_close(arena, input, true, max, bytes, error);
}

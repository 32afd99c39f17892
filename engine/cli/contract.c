#include "cli/contract.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_ROOM = 64 * 1024, KEPT_ROOM = 1024 * 1024 };

static bool fail(struct error *error, const char *what)
{
	error_set(error, STATUS_IO, "%s: %s", what, strerror(errno));
	return false;
}

static bool grow(struct buffer *buffer, size_t room)
{
	char *p = realloc(buffer->p, room);

	if (!p)
		return false;
	buffer->p = p;
	buffer->room = room;
	return true;
}

void buffer_free(struct buffer *buffer)
{
	free(buffer->p);
	*buffer = (struct buffer){0};
}

static bool too_large(struct error *error, size_t max)
{
	error_set(error, STATUS_REFUSED,
		  "is larger than %zu bytes; raise the limit with --max-bytes", max);
	return false;
}

/* To the end; room for one byte more than a file has makes that one call. */
static bool read_all(struct buffer *buffer, int fd, size_t max, struct error *error)
{
	for (;;) {
		ssize_t got;
		if (buffer->n == buffer->room && !grow(buffer, buffer->room * 2)) {
			error_set(error, STATUS_NO_MEMORY, "there is not enough memory");
			return false;
		}
		got = read(fd, buffer->p + buffer->n, buffer->room - buffer->n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(error, "cannot be read");
		buffer->n += (size_t)got;
		if (buffer->n > max)
			return too_large(error, max);
		if (got == 0)
			return true;
	}
}

/* Files of the kernel's own say that they are empty and are not. */
static bool has_changed(int fd, const struct stat *before, size_t got)
{
	struct stat after;

	return S_ISREG(before->st_mode) &&
	       (fstat(fd, &after) != 0 || after.st_size != before->st_size ||
		after.st_mtim.tv_sec != before->st_mtim.tv_sec ||
		after.st_mtim.tv_nsec != before->st_mtim.tv_nsec ||
		(before->st_size && (uint64_t)before->st_size != got));
}

static bool read_open(struct buffer *buffer, int fd, bool found, size_t max, struct error *error)
{
	struct stat about;
	size_t size;

	if (fstat(fd, &about) != 0)
		return fail(error, "cannot be read");
	if (S_ISDIR(about.st_mode) || (found && !S_ISREG(about.st_mode))) {
		error_set(error, STATUS_REFUSED, "is %s",
			  found ? "not a file any more" : "a directory, not a contract");
		return false;
	}
	if (S_ISREG(about.st_mode) && (uint64_t)about.st_size > max)
		return too_large(error, max);
	size = S_ISREG(about.st_mode) ? (size_t)about.st_size + 1 : 0;
	if (buffer->room < size || !buffer->room)
		if (!grow(buffer, size > FIRST_ROOM ? size : FIRST_ROOM)) {
			error_set(error, STATUS_NO_MEMORY, "there is not enough memory");
			return false;
		}
	if (!read_all(buffer, fd, max, error))
		return false;
	if (!has_changed(fd, &about, buffer->n))
		return true;
	error_set(error, STATUS_IO, "changed while it was read; check it again");
	return false;
}

bool contract_read(struct buffer *buffer, const struct contract *contract, size_t max,
		   struct error *error)
{
	/* What a walk has found was a plain file then, and must not be waited for if it is a pipe
	 * now. */
	int flags = contract->found ? O_NOFOLLOW | O_NONBLOCK : 0, fd = STDIN_FILENO;
	bool standard = strcmp(contract->real, "-") == 0, done;

	if (buffer->room > KEPT_ROOM)
		buffer_free(buffer);
	buffer->n = 0;
	if (!standard)
		fd = open(contract->real, O_RDONLY | O_CLOEXEC | flags);
	if (fd < 0)
		return fail(error, "cannot be opened");
	done = read_open(buffer, fd, contract->found, max, error);
	if (!standard)
		close(fd);
	return done;
}

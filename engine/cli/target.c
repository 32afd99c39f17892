/* Where output goes. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that is there already and is not a plain one (a pipe, /dev/full) cannot be replaced. */
static bool must_write_directly(const char *file)
{
	struct stat about;

	return stat(file, &about) == 0 && !S_ISREG(about.st_mode);
}

bool target_open(struct target *target, struct arena *arena, const char *file)
{
	*target = (struct target){.file = file, .fd = STDOUT_FILENO};
	if (!file)
		return true;
	if (must_write_directly(file)) {
		target->fd = open(file, O_WRONLY | O_CLOEXEC);
	} else {
		mode_t mask = umask(0);
		umask(mask);
		target->temporary = (char *)arena_format(arena, "%s.XXXXXX", file).p;
		target->fd = mkostemp(target->temporary, O_CLOEXEC);
		if (target->fd >= 0)
			fchmod(target->fd, 0666 & ~mask);
	}
	if (target->fd >= 0)
		return true;
	say("%s: cannot be written: %s", file, strerror(errno));
	target->temporary = NULL;
	return false;
}

bool target_append(struct target *target, struct arena *arena, const char *file, size_t limit)
{
	struct stat about;

	*target = (struct target){.file = file};
	target->fd = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	if (target->fd < 0 || fstat(target->fd, &about) != 0) {
		say("%s: cannot be written: %s", file, strerror(errno));
		return false;
	}
	if (about.st_size < (off_t)limit)
		target->most = limit - (size_t)about.st_size;
	target->kept = arena_alloc(arena, target->most + 1);
	/* What is there may not end its last line. */
	if (about.st_size > 0 && target->most > 0)
		target->kept[target->used++] = '\n';
	return true;
}

/* The end of the last whole part of a report: before the last heading of its first two levels, else
 * nowhere. */
static size_t last_part(const char *bytes, size_t size)
{
	struct str text = {bytes, size};

	for (size_t at = size; at-- > 0;)
		if (bytes[at] == '\n' && (str_starts(str_cut(text, at, size), STR("\n# ")) ||
					  str_starts(str_cut(text, at, size), STR("\n## "))))
			return at;
	return 0;
}

static void leave_out(struct target *target)
{
	static const struct str note = STR_INIT("\n*The rest of this report is left out: a step "
						"summary has no more room.*\n");
	size_t room = target->most > note.n ? target->most - note.n : 0;

	target->used = last_part(target->kept, room);
	if (room) {
		memcpy(target->kept + target->used, note.p, note.n);
		target->used += note.n;
	}
	say("%s: a part of the report was left out, since there is no more room", target->file);
}

static int keep(struct target *target, const char *bytes, size_t size)
{
	size_t room = target->most - target->used;

	target->cut |= size > room;
	if (size > room)
		size = room;
	memcpy(target->kept + target->used, bytes, size);
	target->used += size;
	return 0;
}

static int write_all(struct target *target, const char *bytes, size_t size)
{
	while (size) {
		ssize_t done = write(target->fd, bytes, size);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			target->trouble = errno;
			return -1;
		}
		bytes += done;
		size -= (size_t)done;
	}
	return 0;
}

int target_write(void *context, const char *bytes, size_t size)
{
	struct target *target = context;

	return target->kept ? keep(target, bytes, size) : write_all(target, bytes, size);
}

bool target_close(struct target *target, bool whole)
{
	if (target->fd < 0)
		return false;
	if (target->cut && whole)
		leave_out(target);
	if (target->kept && whole)
		write_all(target, target->kept, target->used);
	if (close(target->fd) != 0 && !target->trouble)
		target->trouble = errno;
	target->fd = -1;
	if (whole && !target->trouble && target->temporary &&
	    rename(target->temporary, target->file) != 0)
		target->trouble = errno;
	whole = whole && !target->trouble;
	if (!whole && target->temporary)
		unlink(target->temporary);
	/* A reader that has seen enough (head, less) is no news to anybody. */
	if (target->trouble && target->trouble != EPIPE)
		say("%s: cannot be written: %s", target->file ? target->file : "standard output",
		    strerror(target->trouble));
	return whole;
}

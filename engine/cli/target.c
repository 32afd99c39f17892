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

int target_write(void *context, const char *bytes, size_t size)
{
	struct target *target = context;

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

bool target_close(struct target *target, bool whole)
{
	if (target->fd < 0)
		return false;
	if (close(target->fd) != 0 && !target->trouble)
		target->trouble = errno;
	target->fd = -1;
	whole = whole && !target->trouble;
	if (whole && target->temporary && rename(target->temporary, target->file) != 0)
		target->trouble = errno;
	else if (!whole && target->temporary)
		unlink(target->temporary);
	/* A reader that has seen enough (head, less) is no news to anybody. */
	if (target->trouble && target->trouble != EPIPE)
		say("%s: cannot be written: %s", target->file ? target->file : "standard output",
		    strerror(target->trouble));
	return whole && !target->trouble;
}

/* Lets one call to the C library fail: preloaded by tests/faults.py.
 *
 *	FAULT_CALL   which: malloc (calloc and realloc too), read, write, open, close, rename, …
 *	FAULT_AT     the how-many-eth of them from main() on, from 1; 0 or none: no one
 *	FAULT_HOW    an errno, in digits; "short": reads and writes do one byte of what was asked
 *for FAULT_ALL    set: all from that one on FAULT_COUNT  a file that gets how many there were
 *
 * What the loader and libraries do before main() is not counted: it is not the program's. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static const char *chosen; /* NULL: main() has not begun */
static unsigned long at;
static int how; /* errno; -1: short */
static int all;
static atomic_ulong calls;

static int fails(const char *call)
{
	unsigned long n;

	if (!chosen || strcmp(call, chosen) != 0)
		return 0;
	n = ++calls;
	if (!at || (all ? n < at : n != at))
		return 0;
	if (how > 0)
		errno = how;
	return 1;
}

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

static int (*real_main)(int argc, char **argv, char **environment);

static void write_count(void)
{
	const char *file = getenv("FAULT_COUNT");
	int (*open_)(const char *, int, ...) = REAL(int (*)(const char *, int, ...), "open");
	ssize_t (*write_)(int, const void *, size_t) =
		REAL(ssize_t(*)(int, const void *, size_t), "write");
	char text[32];
	int fd, n = snprintf(text, sizeof text, "%lu\n", (unsigned long)calls);

	chosen = NULL;
	fd = file ? open_(file, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
	if (fd >= 0)
		write_(fd, text, (size_t)n);
}

static int armed_main(int argc, char **argv, char **environment)
{
	const char *which = getenv("FAULT_HOW"), *nth = getenv("FAULT_AT"),
		   *call = getenv("FAULT_CALL");
	int status;

	how = which ? (strcmp(which, "short") == 0 ? -1 : atoi(which)) : EIO;
	at = nth ? strtoul(nth, NULL, 10) : 0;
	all = getenv("FAULT_ALL") != NULL;
	chosen = call ? call : "";
	status = real_main(argc, argv, environment);
	write_count();
	return status;
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv,
		      void (*begin)(void), void (*end)(void), void (*loader)(void), void *stack)
{
	typedef int start(int (*)(int, char **, char **), int, char **, void (*)(void),
			  void (*)(void), void (*)(void), void *);

	real_main = main;
	return REAL(start *, "__libc_start_main")(armed_main, argc, argv, begin, end, loader,
						  stack);
}

/* --- memory
 * ---------------------------------------------------------------------------------------- */

void *malloc(size_t size)
{
	return fails("malloc") ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails("malloc") ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return fails("malloc") ? NULL : __libc_realloc(block, size);
}

/* --- files
 * ----------------------------------------------------------------------------------------- */

ssize_t read(int fd, void *bytes, size_t size)
{
	if (fails("read")) {
		if (how > 0)
			return -1;
		size = size ? 1 : 0;
	}
	return REAL(ssize_t(*)(int, void *, size_t), "read")(fd, bytes, size);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	if (fails("write")) {
		if (how > 0)
			return -1;
		size = size ? 1 : 0;
	}
	return REAL(ssize_t(*)(int, const void *, size_t), "write")(fd, bytes, size);
}

/* With _FORTIFY_SOURCE the program calls __open_2 and __read_chk, which the C library maps to
 * these. */
ssize_t __read_chk(int fd, void *bytes, size_t size, size_t room)
{
	(void)room;
	return read(fd, bytes, size);
}

int open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return fails("open") ? -1
			     : REAL(int (*)(const char *, int, ...), "open")(path, flags, mode);
}

int __open_2(const char *path, int flags)
{
	return open(path, flags);
}

/* Closed all the same, as after a real failure. */
int close(int fd)
{
	int failing = fails("close"), trouble = errno;
	int status = REAL(int (*)(int), "close")(fd);

	if (!failing)
		return status;
	errno = trouble;
	return -1;
}

#define SIMPLE(type, name, failure, parameters, arguments)                                         \
	type name parameters                                                                       \
	{                                                                                          \
		return fails(#name) ? failure : REAL(type(*) parameters, #name) arguments;         \
	}

SIMPLE(int, rename, -1, (const char *from, const char *to), (from, to))
SIMPLE(int, mkostemp, -1, (char *name, int flags), (name, flags))
SIMPLE(int, fstat, -1, (int fd, struct stat *about), (fd, about))
SIMPLE(int, stat, -1, (const char *path, struct stat *about), (path, about))
SIMPLE(int, lstat, -1, (const char *path, struct stat *about), (path, about))
SIMPLE(DIR *, fdopendir, NULL, (int fd), (fd))
SIMPLE(struct dirent *, readdir, NULL, (DIR * folder), (folder))
SIMPLE(char *, realpath, NULL, (const char *path, char *resolved), (path, resolved))
SIMPLE(char *, getcwd, NULL, (char *path, size_t size), (path, size))
SIMPLE(int, mkdir, -1, (const char *path, mode_t mode), (path, mode))
SIMPLE(int, pthread_create, errno,
       (pthread_t * thread, const pthread_attr_t *how_, void *(*body)(void *), void *context),
       (thread, how_, body, context))

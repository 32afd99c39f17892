#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_MS = 500, STEP_MS = 100, COLUMNS = 80, COLUMNS_MAX = 100, BAR = 30 };

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool is_watched(void)
{
	const char *term = getenv("TERM");

	return isatty(STDERR_FILENO) && term && *term && strcmp(term, "dumb") != 0;
}

struct progress progress_begin(const struct cli *cli, size_t files)
{
	struct progress progress = {.all = files};

	if (cli->progress == WHEN_AUTO) {
		progress.on = !cli->quiet && files > 1 && is_watched();
		progress.next = now() + FIRST_MS;
	} else {
		progress.on = cli->progress == WHEN_ALWAYS && files;
	}
	return progress;
}

static size_t columns(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col)
		return COLUMNS;
	return size.ws_col < COLUMNS_MAX ? size.ws_col : COLUMNS_MAX;
}

void progress_show(struct progress *progress, size_t done)
{
	char line[2 * COLUMNS_MAX], bar[BAR + 1];
	size_t room = columns() - 1, filled = progress->all ? done * BAR / progress->all : 0;
	int64_t time;

	if (!progress->on || (time = now()) < progress->next)
		return;
	progress->next = time + STEP_MS;
	memset(bar, '.', BAR);
	memset(bar, '#', filled);
	bar[BAR] = 0;
	snprintf(line, sizeof line, "%3zu%% %zu/%zu files [%s]",
		 progress->all ? done * 100 / progress->all : 100, done, progress->all, bar);
	line[room < strlen(line) ? room : strlen(line)] = 0;
	progress_clear(progress);
	fputs(line, stderr);
	progress->shown = strlen(line);
	fflush(stderr);
}

/* With blanks: that needs nothing of the terminal. */
void progress_clear(struct progress *progress)
{
	if (progress->shown)
		fprintf(stderr, "\r%*s\r", (int)progress->shown, "");
	progress->shown = 0;
}

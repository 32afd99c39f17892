/* The parts of the public interface that belong to no object. */
#include "public.h"

#include "detect/libraries.h"

#include <string.h>

_Static_assert((int)CLINT_USAGE == (int)STATUS_USAGE, "the statuses are the engine's");
_Static_assert((int)CLINT_HIGH == (int)SEVERITY_HIGH, "the severities are the engine's");
_Static_assert((int)CLINT_SURE == (int)CONFIDENCE_HIGH, "the confidences are the engine's");
_Static_assert((int)CLINT_UNCHANGED == (int)STATE_UNCHANGED, "the states are the engine's");
_Static_assert((int)CLINT_USE_EXPIRED == (int)USE_EXPIRED, "the uses are the engine's");
_Static_assert(sizeof(struct clint_error) == sizeof(struct error), "the errors are the engine's");

struct allocator public_allocator(const struct clint_allocator *memory)
{
	return memory ? (struct allocator){memory->resize, memory->context} : allocator_libc;
}

void public_error(struct clint_error *error, const struct error *inner)
{
	if (!error)
		return;
	memset(error, 0, sizeof *error);
	if (!inner)
		return;
	error->status = (enum clint_status)inner->status;
	error->line = inner->line;
	error->column = inner->column;
	memcpy(error->message, inner->message, sizeof error->message);
}

void public_free(void *object, struct arena *arena, struct allocator from)
{
	arena_free(arena);
	from.resize(from.context, object, 0);
}

void public_no_memory(struct clint_error *error)
{
	struct error inner;

	error_set(&inner, STATUS_NO_MEMORY, "there is not enough memory");
	public_error(error, &inner);
}

struct clint_text public_text(struct str text)
{
	return (struct clint_text){text.p ? text.p : "", text.n};
}

struct str public_mistake(struct arena *arena, const struct mistake *mistake)
{
	struct str place = STR("");

	if (mistake->line)
		place = arena_format(arena, "%u:%u:", (unsigned)mistake->line,
				     (unsigned)mistake->column);
	return arena_format(arena, "%.*s:%.*s %s: %.*s", STR_ARG(mistake->file), STR_ARG(place),
			    mistake->warning ? "warning" : "error", STR_ARG(mistake->message));
}

const char *clint_severity_name(enum clint_severity severity)
{
	return severity_name((enum severity)severity);
}

bool clint_severity_from_name(const char *name, enum clint_severity *severity)
{
	enum severity inner;

	if (!name || !severity_from_name(str_from(name), &inner))
		return false;
	*severity = (enum clint_severity)inner;
	return true;
}

const char *clint_version(void)
{
	return CLAUSELINT_VERSION;
}

void clint_libraries(char *text, size_t size)
{
	if (text && size)
		library_versions(text, size);
}

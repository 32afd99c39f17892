#include "scarce.h"

#include <stdlib.h>

void *scarce_resize(void *context, void *block, size_t size)
{
	struct scarce *scarce = context;
	void *resized;

	if (size == 0) {
		scarce->live -= block != NULL;
		free(block);
		return NULL;
	}
	if (scarce->left == 0)
		return NULL;
	scarce->left--;
	resized = realloc(block, size);
	scarce->live += !block && resized;
	return resized;
}

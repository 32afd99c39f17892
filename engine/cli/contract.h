/* The bytes of one contract.
 *
 * For the command line. The buffer is used again for the next; it belongs to one thread. */
#ifndef CLAUSELINT_CLI_CONTRACT_H
#define CLAUSELINT_CLI_CONTRACT_H

#include "base/error.h"
#include "cli/walk.h"

struct buffer {
	char *p;
	size_t n, room;
};

/* Reads a contract of at most max bytes. One that changes while it is read is refused, since nobody
 * would know what was checked. false: error says why. */
bool contract_read(struct buffer *buffer, const struct contract *contract, size_t max,
		   struct error *error);
void buffer_free(struct buffer *buffer);

#endif

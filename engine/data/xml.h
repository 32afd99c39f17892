/* Writing XML 1.0, in the order it is called, to a buffered writer.
 *
 * For reports. Indentation and escapes are its business; text is UTF-8. Malformed bytes and the
 * characters that XML has no way to write (most controls, U+FFFE, U+FFFF) become U+FFFD. An element
 * has either elements inside or text. Names of elements and attributes are of the caller's own making
 * and live until the element is closed. */
#ifndef CLAUSELINT_DATA_XML_H
#define CLAUSELINT_DATA_XML_H

#include "base/out.h"

struct xml {
	struct out *out;
	const char *open[16]; /* the elements that are not closed yet */
	uint8_t depth;
	bool in_tag;          /* the last one's tag can still take attributes */
	bool has_text;        /* it has text inside */
};

void xml_begin(struct xml *xml, struct out *out);
void xml_open(struct xml *xml, const char *name);
void xml_attribute(struct xml *xml, const char *name, struct str value);
void xml_attribute_uint(struct xml *xml, const char *name, uint64_t value);
void xml_text(struct xml *xml, struct str text);
void xml_close(struct xml *xml);

#endif

/* Prints the style sheet and the script of the HTML report as C, with the policy that allows these
 * two, by their hashes (CSP Level 3, 2.3.1), and nothing else. Runs in the root of the repository.
 */
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 18 };

struct file {
	const char *path, *name;
	size_t n;
	char hash[48];
	unsigned char text[ROOM];
};

static _Noreturn void fail(const char *path, const char *what)
{
	fprintf(stderr, "html_gen: %s: %s\n", path, what);
	exit(EXIT_FAILURE);
}

static void base64(const unsigned char *bytes, size_t n, char *text)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		unsigned long word = (unsigned long)bytes[i] << 16;
		word |= i + 1 < n ? (unsigned long)bytes[i + 1] << 8 : 0;
		word |= i + 2 < n ? bytes[i + 2] : 0;
		*text++ = digits[word >> 18 & 63];
		*text++ = digits[word >> 12 & 63];
		*text++ = i + 1 < n ? digits[word >> 6 & 63] : '=';
		*text++ = i + 2 < n ? digits[word & 63] : '=';
	}
	*text = 0;
}

/* The text stands as it is within its element, and its hash is of just these bytes. */
static void read_file(struct file *file)
{
	unsigned char digest[SHA256_DIGEST_SIZE];
	FILE *stream = fopen(file->path, "rb");
	struct sha256_ctx hash;

	if (!stream)
		fail(file->path, "cannot be read");
	file->n = fread(file->text, 1, ROOM - 1, stream);
	if (ferror(stream) || file->n == ROOM - 1)
		fail(file->path, "cannot be read, or is too long");
	fclose(stream);
	if (strstr((const char *)file->text, "</") || strstr((const char *)file->text, "<!--") ||
	    strchr((const char *)file->text, '\r'))
		fail(file->path, "must hold no </, no <!-- and no carriage return");
	sha256_init(&hash);
	sha256_update(&hash, file->n, file->text);
	sha256_digest(&hash, sizeof digest, digest);
	base64(digest, sizeof digest, file->hash);
}

static void print_file(const struct file *file)
{
	printf("static const unsigned char %s_text[] = {", file->name);
	for (size_t i = 0; i < file->n; i++)
		printf("%s%d,", i % 24 ? "" : "\n", file->text[i]);
	printf("\n0};\nconst struct str html_%s = {(const char *)%s_text, sizeof %s_text - 1};\n\n",
	       file->name, file->name, file->name);
}

int main(void)
{
	static struct file style = {.path = "engine/report/html.css", .name = "style"};
	static struct file script = {.path = "engine/report/html.js", .name = "script"};

	read_file(&style);
	read_file(&script);
	printf("/* Made from html.css and html.js by engine/report/html_gen.c. */\n"
	       "#include \"report/html.h\"\n\n");
	print_file(&style);
	print_file(&script);
	printf("const struct str html_policy =\n\tSTR_INIT(\"default-src 'none'; style-src "
	       "'sha256-%s'; \"\n\t\t \"script-src 'sha256-%s'; base-uri 'none'; "
	       "form-action 'none'\");\n",
	       style.hash, script.hash);
	return ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

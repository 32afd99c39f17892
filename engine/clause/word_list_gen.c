/* Prints gen/clause/word_list.c: the lists of word_list.def and what their words begin with and end
 * in. */
#include "base/word_list_print.h"
#include "text/norm.h"

int main(void)
{
	printf("/* Made by word_list_gen.c. */\n#include \"clause/word_list.h\"\n");
#define WORDS(name, words) word_list_print(#name, words);
#include "clause/word_list.def"
#undef WORDS
	return 0;
}

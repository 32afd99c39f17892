/* rules new: a rule to start from. */
#include "cli/cli.h"

/* Works as it is, so that whoever changes one thing at a time always has a rule that can be tried.
 */
static const char before[] =
	"# A new rule. Put this into a file of your pack, name the file under \"files\" in pack.yml,\n"
	"# change everything to what you mean, then run: clauselint rules check ./PACK\n"
	"#                                           and: clauselint rules test ./PACK\n"
	"- id: ";
static const char behind[] =
	"\n"
	"  name: late-fee-without-notice   # kebab-case; like the id, it stays as it is for ever\n"
	"  category: house                 # what --select and --ignore can name as a group\n"
	"  severity: medium                # high, medium, low or info\n"
	"  confidence: medium              # how often it is right: high, medium or low\n"
	"  harms: both                     # customer, provider, both, \"{party}\" or other({party})\n"
	"  # What is wrong, why that matters, and wording to paste. {days} is what the pattern caught,\n"
	"  # {min-days} the option; {party} and {counterpart} would be the parties by their names.\n"
	"  message: {zh-Hans: \"催告后只给{days}，少于{min-days}日\", en: \"Only {days} after notice\"}\n"
	"  why: {zh-Hans: \"期限太短，来不及安排付款。\", en: \"Too short to arrange payment.\"}\n"
	"  suggest: {zh-Hans: \"应在收到书面催告后15日内支付。\", en: \"Within 15 days of written notice.\"}\n"
	"  # The law, and the month in which somebody looked it up; leave it out when there is none.\n"
	"  # legal:\n"
	"  # - {law: 中华人民共和国民法典, article: 第五百七十九条, verified: 2026-11}\n"
	"  options: {min-days: 10}         # numbers that a company may want to change\n"
	"  detect:                         # all parts that are here must hold\n"
	"    within: sentence              # sentence, clause, section or document\n"
	"    # Simplified characters, half-width digits, Chinese punctuation; {{customer}}, {{provider}},\n"
	"    # {{party}} and {{blank}} stand for what the contract calls or leaves so.\n"
	"    any: ['催告[^。；]{0,6}(?<days>\\d+日)内[^。；]{0,10}支付']\n"
	"    none: ['工资|报酬']            # harmless when this stands there too\n"
	"    quantity: {group: days, unit: duration, is: \"< min-days\"}\n"
	"  examples:                       # they are the tests: say first what you want to find\n"
	"    match:\n"
	"    - \"甲方应在收到⟦催告后3日内支付⟧违约金。\"\n"
	"    - \"乙方应当在催告之日起5日内予以支付。\"\n"
	"    no-match:\n"
	"    - \"甲方应在收到催告后15日内支付违约金。\"\n"
	"    - \"乙方应在收到催告后3日内支付员工工资。\"\n";

static bool is_id(struct str id)
{
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];
		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		      c == '-'))
			return false;
	}
	return id.n > 0;
}

int write_skeleton(struct cli *cli, const char *id)
{
	struct target target;
	struct out out;

	if (!is_id(str_from(id)))
		return say_usage("'%s' is no id: letters, digits and hyphens", id);
	target_open(&target, cli->arena, NULL);
	out_begin(&out, target_write, &target);
	out_str(&out, str_from(before));
	out_str(&out, str_from(id));
	out_str(&out, str_from(behind));
	return target_close(&target, out_finish(&out)) ? EXIT_CLEAN : EXIT_TROUBLE;
}

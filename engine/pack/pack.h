/* Rule packs: YAML → rules, checked and compiled.
 *
 * For detectors, judge and report, and behind the public interface. A pack is loaded once, never
 * changes, and may be used from many threads at once. Every mistake of every file is listed. */
#ifndef CLAUSELINT_PACK_PACK_H
#define CLAUSELINT_PACK_PACK_H

#include "pack/rule.h"

enum { PACK_MISTAKES_MAX = 1000 }; /* listed; see struct mistakes */

/* A file of a pack folder, by its path inside it: "pack.yml", "blank.yml", "checklists/saas.yml". */
struct pack_file {
	struct str path, text;
};
struct pack_folder {
	struct str name; /* what mistakes call it: "core", "./rules" */
	const struct pack_file *files;
	uint32_t file_count;
};

struct pack_info {
	struct str name, version;
	struct words title;
	uint32_t rules;
};

/* One item of a completeness checklist. */
struct check_item {
	struct str id;
	struct words title, suggest;
	struct patterns shown_by; /* any of them in the document: present */
	struct patterns when;     /* the subject arises; none: always */
};
struct checklist {
	struct str type;          /* service, customer-service, saas, procurement, nda, lease, … */
	struct words title;
	bool broad;               /* many kinds of contracts have such a heading: narrower types go first */
	bool fallback;            /* only when no other type is found, and not for an excerpt */
	struct patterns heading;  /* words of the title that speak for the type */
	struct patterns words;    /* vocabulary that speaks for the type, each counted once */
	const struct check_item *items;
	uint32_t item_count;
};

/* A service-level metric the pack knows, for binding metric and value. */
struct metric {
	struct str id;
	struct words title;
	struct patterns named_by;
	uint32_t kinds;           /* bit set of enum quantity_kind that can be its value */
};

/* Words that tell what a text is; each counts once. */
struct recognise {
	struct patterns law[JURISDICTIONS];
};

struct pack {
	const struct pack_info *infos;
	uint32_t info_count;
	const struct rule *rules;
	uint32_t rule_count;
	const struct checklist *checklists;
	uint32_t checklist_count;
	const struct metric *metrics;
	uint32_t metric_count;
	struct patterns vague;     /* 及时 尽快 合理时间 …: words that stand where a value should */
	struct recognise recognise;
	struct patterns elsewhere; /* 另行约定 行业标准 见附件…: the value is said to be somewhere else */
	const struct pattern *const *patterns; /* all of the above, in the order they were read: by pattern->index */
	uint32_t pattern_count;
	const struct stored_codes *stored; /* of patterns; NULL: nothing is stored */
	struct codes *codes;       /* for matching them; the one part that matching adds to */
	const struct plan *plan;   /* the detectors' (detect/detect.h), who make it; NULL: not made */
};

/* NULL when any mistake is more than a warning. The folders' texts must outlive the pack. */
const struct pack *pack_load(struct arena *arena, const struct pack_folder *folders,
			     uint32_t folder_count, struct mistakes *mistakes);
const struct rule *pack_rule(const struct pack *pack, struct str id);
/* Warns about legal bases that were last verified more than 24 months before today (YYYY-MM). */
void pack_check_dates(const struct pack *pack, struct str today, struct mistakes *mistakes);

/* The packs that are compiled into the program. */
const struct pack_folder *pack_builtin(struct str name);
extern const struct pack_folder pack_builtins[];
extern const uint32_t pack_builtin_count;

/* Reads the folder at path (its pack.yml and every file that names) into arena; mistakes on failure. */
bool pack_read_folder(struct arena *arena, const char *path, struct pack_folder *folder,
		      struct mistakes *mistakes);
/* The names of the packs that this one extends, as its pack.yml has them. */
const struct str *pack_extends(struct arena *arena, const struct pack_folder *folder, uint32_t *n);

#endif

#include "judge/edits.h"

#include "base/vec.h"
#include "judge/anchors.h"

enum {
	CHANGES_MAX = 800, /* that are looked for between the equal ends */
	ISLAND = 2	   /* elements, between changes on both sides that are larger */
};

struct finder {
	struct comparer *comparer;
	const uint32_t *old, *now;
	VEC(struct edit) edits;
};

static void add_edit(struct finder *f, struct span old, struct span now, bool kept)
{
	struct edit *last = f->edits.n ? &f->edits.p[f->edits.n - 1] : NULL;

	if (!span_size(old) && !span_size(now))
		return;
	if (last && last->kept == kept) {
		last->old.end = old.end;
		last->now.end = now.end;
		return;
	}
	*VEC_PUSH(f->comparer->arena, &f->edits) = (struct edit){old, now, kept};
}

/* --- the search ------------------------------------------------------------------------------ */

/* Row d of the trace: how far old is read after d changes, by diagonal -d … d in steps of two. */
static int32_t *row_of(struct comparer *c, int32_t d)
{
	return c->trace + (size_t)d * (size_t)(d + 1) / 2;
}

static int32_t reached(struct comparer *c, int32_t d, int32_t k)
{
	return k < -d || k > d ? -1 : row_of(c, d)[(k + d) / 2];
}

/* Where a path of d changes on diagonal k begins, before it follows what is equal. */
static int32_t start_of(struct comparer *c, int32_t d, int32_t k, bool *came)
{
	int32_t down, right;

	*came = false;
	if (d == 0)
		return 0;
	down = reached(c, d - 1, k + 1);
	right = reached(c, d - 1, k - 1);
	*came = k == -d || (k != d && right < down);
	return *came ? down : right + 1;
}

/* The number of changes between old and now, with the trace filled; -1 when there are too many. */
static int32_t search(struct finder *f, struct span old, struct span now)
{
	struct comparer *c = f->comparer;
	int32_t n = (int32_t)span_size(old), m = (int32_t)span_size(now);

	if (!c->trace)
		c->trace = ARENA_ARRAY(c->arena, int32_t,
				       (size_t)(CHANGES_MAX + 1) * (CHANGES_MAX + 2) / 2);
	for (int32_t d = 0; d <= CHANGES_MAX; d++) {
		if (c->budget < (uint64_t)d + 1)
			return -1;
		c->budget -= (uint64_t)d + 1;
		for (int32_t k = -d; k <= d; k += 2) {
			bool came;
			int32_t x = start_of(c, d, k, &came), begin = x;
			while (x < n && x - k < m && x - k >= 0 &&
			       f->old[old.begin + (uint32_t)x] ==
				       f->now[now.begin + (uint32_t)(x - k)])
				x++;
			if (c->budget < (uint64_t)(x - begin))
				return -1;
			c->budget -= (uint64_t)(x - begin);
			row_of(c, d)[(k + d) / 2] = x;
			if (x >= n && x - k >= m)
				return d;
		}
	}
	return -1;
}

struct step {
	uint32_t x, y; /* where the run of equal elements begins */
	uint32_t end;  /* in old */
	bool came;     /* the change before it put something in; else something went */
};

/* From the trace to edits: backwards, then the steps in order. */
static void retrace(struct finder *f, struct span old, struct span now, int32_t d)
{
	struct comparer *c = f->comparer;
	struct step *steps = ARENA_ARRAY(c->arena, struct step, (size_t)d + 1);
	int32_t x = (int32_t)span_size(old), k = x - (int32_t)span_size(now);
	uint32_t count = (uint32_t)d + 1;

	for (; d >= 0; d--) {
		bool came;
		int32_t begin = start_of(c, d, k, &came);
		steps[d] = (struct step){(uint32_t)begin, (uint32_t)(begin - k), (uint32_t)x, came};
		x = came ? begin : begin - 1;
		k = came ? k + 1 : k - 1;
	}
	for (uint32_t i = 0; i < count; i++) {
		struct step s = steps[i];
		uint32_t at_old = old.begin + s.x, at_now = now.begin + s.y;
		if (i && s.came)
			add_edit(f, (struct span){at_old, at_old},
				 (struct span){at_now - 1, at_now}, false);
		else if (i)
			add_edit(f, (struct span){at_old - 1, at_old},
				 (struct span){at_now, at_now}, false);
		add_edit(f, (struct span){at_old, old.begin + s.end},
			 (struct span){at_now, at_now + (s.end - s.x)}, true);
	}
	arena_drop(c->arena, steps, count * sizeof *steps);
}

/* One search; without success the old elements are replaced by the new ones. */
static bool compare(struct finder *f, struct span old, struct span now)
{
	int32_t changes = -1;

	if (span_size(old) && span_size(now))
		changes = search(f, old, now);
	if (changes >= 0)
		retrace(f, old, now, changes);
	return changes >= 0;
}

static void compare_or_replace(struct finder *f, struct span old, struct span now)
{
	if (compare(f, old, now))
		return;
	f->comparer->coarse |= span_size(old) && span_size(now);
	add_edit(f, old, now, false);
}

/* A search for each piece between passages that stand once in both. */
static void compare_pieces(struct finder *f, struct span old, struct span now)
{
	struct anchors anchors = anchors_find(f->comparer->arena, f->old + old.begin,
					      span_size(old), f->now + now.begin, span_size(now));
	struct span old_gap = {old.begin, old.begin}, now_gap = {now.begin, now.begin};

	for (uint32_t i = 0; i < anchors.n; i++) {
		uint32_t at_old = old.begin + anchors.p[i].old;
		uint32_t at_now = now.begin + anchors.p[i].now;
		uint32_t skip = 0;
		/* One that overlaps the last, in step with it, only makes it longer. */
		if (at_old < old_gap.begin || at_now < now_gap.begin) {
			if (old_gap.begin - at_old != now_gap.begin - at_now)
				continue;
			skip = old_gap.begin - at_old;
		}
		old_gap.end = at_old + skip;
		now_gap.end = at_now + skip;
		compare_or_replace(f, old_gap, now_gap);
		old_gap.begin = at_old + ANCHOR_SIZE;
		now_gap.begin = at_now + ANCHOR_SIZE;
		add_edit(f, (struct span){old_gap.end, old_gap.begin},
			 (struct span){now_gap.end, now_gap.begin}, true);
	}
	old_gap.end = old.end;
	now_gap.end = now.end;
	compare_or_replace(f, old_gap, now_gap);
}

/* --- reading aids ---------------------------------------------------------------------------- */

static bool is_island(const struct edit *edit, const struct edit *before, const struct edit *behind)
{
	uint32_t left = span_size(before->old) + span_size(before->now);
	uint32_t right = span_size(behind->old) + span_size(behind->now);
	uint32_t less = left < right ? left : right;

	return span_size(edit->old) <= ISLAND && 2 * span_size(edit->old) <= less;
}

static struct edits without_islands(struct finder *f)
{
	struct edit *p = f->edits.p;
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->edits.n; i++) {
		bool island = p[i].kept && n && i + 1 < f->edits.n &&
			      is_island(&p[i], &p[n - 1], &p[i + 1]);
		if (!island && (!n || p[i].kept || p[n - 1].kept)) {
			p[n++] = p[i];
			continue;
		}
		p[n - 1].old.end = p[i].old.end;
		p[n - 1].now.end = p[i].now.end;
	}
	return (struct edits){p, n};
}

struct edits edits_find(struct comparer *comparer, const uint32_t *old, uint32_t olds,
			const uint32_t *now, uint32_t nows)
{
	struct finder f = {.comparer = comparer, .old = old, .now = now};
	uint32_t less = olds < nows ? olds : nows, begin = 0, end = 0;

	while (begin < less && old[begin] == now[begin])
		begin++;
	while (end < less - begin && old[olds - 1 - end] == now[nows - 1 - end])
		end++;
	add_edit(&f, (struct span){0, begin}, (struct span){0, begin}, true);
	if (!compare(&f, (struct span){begin, olds - end}, (struct span){begin, nows - end}))
		compare_pieces(&f, (struct span){begin, olds - end},
			       (struct span){begin, nows - end});
	add_edit(&f, (struct span){olds - end, olds}, (struct span){nows - end, nows}, true);
	return without_islands(&f);
}

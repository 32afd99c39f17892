/* The words by which Chinese contracts define a name.
 *
 * For the search for definitions (define.c) and the tables that are made of them (cues_gen.c). */
#ifndef CLAUSELINT_FACT_DEFINE_WORD_H
#define CLAUSELINT_FACT_DEFINE_WORD_H

enum anchor {
	ANCHOR_SHORT,	/* whatever follows is a name */
	ANCHOR_BRACKET, /* the same, but only behind a bracket or comma, or before a quotation mark */
	ANCHOR_MEANS,	/* what stands before it is a name */
	ANCHOR_QUOTED,	/* a bracket that holds nothing but quoted names: （“货代”） */
	ANCHORS
};

static const char *const ANCHOR_WORDS[ANCHORS] = {
	[ANCHOR_SHORT] = ("以下简称 以下称 以下统称 以下合称 以下均称 以下并称 以下或称 以下又称 "
			  "以下亦称 以下分别称 以下分别简称 以下均简称 以下统一简称 以下统一称 "
			  "以下共同称 以下单独称 下文简称 下文称"),
	[ANCHOR_BRACKET] = "下称 下简称 后称 简称 统称 合称",
	[ANCHOR_MEANS] = "是指 系指 意指 乃指 均指 特指 专指 即指 ：指 ：系 ”指 ”，指",
	[ANCHOR_QUOTED] = "（“ （‘",
};

#endif

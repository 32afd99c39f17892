# clauselint. Targets: all (default), demo, check, asan, tsan, valgrind, tidy, cppcheck, analyze, coverage, fuzz, bench, format,
# install, installcheck, uninstall, clean.
# Nothing here is configured: one variable decides where it is built (B) and one how (MODE).

MODE    ?= release
B       ?= build/$(MODE)
VERSION := 0.1.0

prefix     ?= /usr/local
bindir     ?= $(prefix)/bin
libdir     ?= $(prefix)/lib
includedir ?= $(prefix)/include
mandir     ?= $(prefix)/share/man
datadir    ?= $(prefix)/share

BUILD_PACKAGES := pkg-config libicu-dev libpcre2-dev libcmark-dev libutf8proc-dev libyaml-dev nettle-dev \
	libjansson-dev
LINT_PACKAGES  := clang-tidy cppcheck valgrind gcc
TEST_PACKAGES  := cmark clang libexpat1-dev python3 python3-jsonschema icu-devtools valgrind \
	zsh fish mandoc pre-commit python3-yaml git bsdutils util-linux libxml2-utils \
	chromium chromium-driver python3-selenium python3-html5lib fonts-noto-cjk poppler-utils
# nettle has by far the most symbols for the loader to look up, which ends where it finds them: it comes first.
LIBRARIES      := nettle libpcre2-8 libcmark libutf8proc yaml-0.1 jansson
# Generators make tables from ICU, and tests compare with it; loading it would take as long as a check.
ICU            := icu-i18n icu-uc

CC      ?= cc
CFLAGS_release := -O2 -DNDEBUG -D_FORTIFY_SOURCE=2
CFLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# clang alone objects to adding nothing to the null pointer of an empty list, which C2y defines.
CFLAGS_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=pointer-overflow \
                  -fno-sanitize-recover=all
CFLAGS_tsan    := -O1 -g -fsanitize=thread
CFLAGS_coverage := -O0 -g --coverage
# It sees neither that VEC_PUSH gives an empty vector its memory nor that only empty texts have no address.
CFLAGS_analyze := -O1 -fanalyzer -Wno-analyzer-null-dereference -Wno-analyzer-null-argument
CFLAGS_debug   := -O0 -g
LDFLAGS_asan   := -fsanitize=address,undefined
LDFLAGS_fuzz   := -fsanitize=address,undefined
LDFLAGS_tsan   := -fsanitize=thread
LDFLAGS_coverage := --coverage

CFLAGS_ALL = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Werror \
	-pthread -fstack-protector-strong -fPIE -fvisibility=hidden -ffile-prefix-map=$(CURDIR)=. \
	-Iengine -I$(B) -DCLAUSELINT_VERSION='"$(VERSION)"' \
	$(CFLAGS_$(MODE)) $(shell pkg-config --cflags $(LIBRARIES) $(ICU) 2>/dev/null) $(CFLAGS)
LDFLAGS_ALL = -pie -Wl,-z,relro,-z,now -Wl,--build-id=none $(LDFLAGS_$(MODE)) $(LDFLAGS)
LDLIBS_ALL  = $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lm $(LDLIBS)
LDLIBS_ICU  = $(shell pkg-config --libs $(ICU) 2>/dev/null)

GENERATORS := $(wildcard engine/*_gen.c engine/*/*_gen.c)
# This stands in for base/arena.c in the generator of the image, and nowhere else.
IMAGE_ARENA := engine/image_arena.c
SOURCES    := $(filter-out $(GENERATORS) $(IMAGE_ARENA),$(wildcard engine/*.c engine/*/*.c))
CLI        := $(filter engine/cli/%,$(SOURCES))
ENGINE     := $(filter-out $(CLI),$(SOURCES))
GENERATED  := $(patsubst engine/%_gen.c,$(B)/gen/%.c,$(GENERATORS))
UNIT       := $(wildcard tests/unit/*.c)
UNIT_CLI   := engine/cli/jobs.c
PACKS      := $(wildcard rules/*/*.yml rules/*/*/*.yml)

objects     = $(patsubst %.c,$(B)/%.o,$(1))
ENGINE_O   := $(call objects,$(ENGINE)) $(GENERATED:.c=.o)

all: $(B)/clauselint

# --- building -------------------------------------------------------------------------------------

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

$(B)/gen/%.o: $(B)/gen/%.c
	$(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

GENERATOR_BASE := engine/base/str.c engine/base/utf8.c

# A generator X_gen.c is a program that prints gen/X.c; generators are never sanitized.
$(B)/gen/%_gen: engine/%_gen.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -O1 -Iengine $(shell pkg-config --cflags $(LIBRARIES) $(ICU)) \
		$< $(GENERATOR_BASE) -o $@ $(LDLIBS_ALL) $(LDLIBS_ICU)

$(B)/gen/fact/vocabulary_gen: GENERATOR_BASE += engine/base/arena.c engine/base/vec.c engine/base/words.c \
	engine/base/pairs.c engine/fact/lexicon.c
$(B)/gen/fact/vocabulary_gen: engine/fact/party_word.c engine/fact/party_word.h engine/fact/lexicon.c \
	engine/fact/lexicon.h engine/base/pairs.h engine/fact/unit.def engine/fact/blank_field.def

$(B)/gen/pack/frequency_gen: engine/pack/frequency.h

$(B)/gen/fact/cues_gen: GENERATOR_BASE += engine/base/words.c engine/fact/numeral.c engine/clause/stops.c
$(B)/gen/fact/cues_gen: engine/fact/party_word.c engine/fact/party_word.h engine/fact/numeral.c engine/fact/numeral.def \
	engine/fact/blank_scan.def engine/fact/blank_gap.def engine/fact/blank_scan.h engine/fact/define_word.h engine/fact/cues.h \
	engine/clause/stops.c engine/clause/stops.h

$(B)/gen/clause/stops_gen: GENERATOR_BASE += engine/clause/stops.c
$(B)/gen/clause/stops_gen: engine/clause/lead.def engine/clause/lead.h engine/clause/stops.c engine/clause/stops.h

$(B)/gen/clause/word_list_gen $(B)/gen/fact/word_list_gen: GENERATOR_BASE += engine/base/words.c
$(B)/gen/clause/word_list_gen: engine/clause/word_list.def engine/base/word_list.h engine/base/word_list_print.h
$(B)/gen/fact/word_list_gen: engine/fact/word_list.def engine/base/word_list.h engine/base/word_list_print.h

$(B)/gen/%.c: $(B)/gen/%_gen
	$< > $@.tmp && mv $@.tmp $@

$(B)/gen/pack/builtin.c: $(PACKS)
$(B)/gen/pack/frequency.c: $(wildcard corpora/clean/* corpora/faulty/* corpora/scraped/*)
$(B)/gen/report/html.c: engine/report/html.css engine/report/html.js

# This one holds the engine itself, as far as packs and plans go, and brings an arena of its own.
IMAGE_O := $(call objects,$(filter-out engine/base/arena.c engine/cli/% $(wildcard engine/*.c),$(SOURCES))) \
	$(filter-out $(B)/gen/image.o,$(GENERATED:.c=.o))
$(B)/gen/image_gen: $(B)/engine/image_gen.o $(call objects,$(IMAGE_ARENA)) $(IMAGE_O)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $^ -o $@ $(LDLIBS_ALL)
$(B)/gen/text/fold_gen: engine/text/fold.h engine/text/patches.def engine/text/signs.def

# The library holds one object in which only the public names can be seen.
$(B)/libclauselint.a: $(ENGINE_O)
	ld -r -o $(B)/clauselint-all.o $(ENGINE_O)
	objcopy --wildcard --keep-global-symbol='clint_*' $(B)/clauselint-all.o
	rm -f $@
	ar rcsD $@ $(B)/clauselint-all.o

$(B)/clauselint: $(call objects,$(CLI) $(wildcard engine/base/*.c engine/data/*.c)) $(B)/libclauselint.a
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $^ -o $@ $(LDLIBS_ALL)

# --- unit tests -----------------------------------------------------------------------------------

$(B)/gen/unit_tests.def: $(UNIT)
	@mkdir -p $(@D)
	sed -n 's/^TEST(\([a-z0-9_]*\))$$/TEST_ENTRY(\1)/p' $(filter-out tests/unit/main.c,$(UNIT)) > $@

$(call objects,$(UNIT)): $(B)/gen/unit_tests.def

$(B)/unit: $(call objects,$(UNIT) $(UNIT_CLI)) $(ENGINE_O)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $^ -o $@ $(LDLIBS_ALL) $(LDLIBS_ICU)

unit-program: $(B)/unit
unit: unit-program
	$(B)/unit

# --- what the build and the tests need --------------------------------------------------------------

# Installs the Debian packages of the list that are missing, as root or through sudo; a machine that
# has them all is not asked for anything.
install_packages = @missing=$$(for p in $(1); do \
		dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		echo "installing:" $$missing; \
		as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
		[ -z "$$as_root" ] || command -v sudo >/dev/null || { \
			echo "these Debian packages are missing, and only root can install them:" $$missing >&2; exit 1; }; \
		$$as_root apt-get update -q >/dev/null && \
		DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -q --no-install-recommends $$missing >/dev/null; \
	fi

build-packages:
	$(call install_packages,$(BUILD_PACKAGES))

test-packages: build-packages
	$(call install_packages,$(TEST_PACKAGES))

SAMPLE := faulty/cs-oneline.txt
PROCESSORS := $(shell nproc)

# --- for people -------------------------------------------------------------------------------------

demo: build-packages
	@$(MAKE) --no-print-directory -s -j$(PROCESSORS) all
	$(B)/clauselint --fail-on=never corpora/$(SAMPLE)

# Everything, in the order in which a mistake is cheapest to find; see tests/run.sh.
check: test-packages
	@$(MAKE) --no-print-directory -s -j$(PROCESSORS) all unit-program replay-program example-program threads-program
	@$(MAKE) --no-print-directory -s -j$(PROCESSORS) MODE=asan all unit-program replay-program
	@$(MAKE) --no-print-directory -s -j$(PROCESSORS) CC=clang B=build/clang all
	@tests/run.sh

asan:
	@$(MAKE) --no-print-directory MODE=asan all unit

format:
	clang-format -i $(SOURCES) $(GENERATORS) $(IMAGE_ARENA) $(UNIT) $(FUZZ) $(FUZZ_SHARED)

# The stages one by one, for the benchmark and for whoever makes one of them faster.
stages-program: $(B)/stages
$(B)/stages: $(B)/tests/bench/stages.o $(ENGINE_O)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $^ -o $@ $(LDLIBS_ALL)

bench: build-packages
	@$(MAKE) --no-print-directory -s all stages-program
	@tests/bench/run.sh $(B)/clauselint $(B)/stages

# --- fuzzing ----------------------------------------------------------------------------------------

FUZZ_SHARED := fuzz/replay.c fuzz/mutate.c fuzz/parse.c
FUZZ        := $(filter-out $(FUZZ_SHARED),$(wildcard fuzz/*.c))
FUZZ_LIBS   := -lexpat
SECONDS     := 60

# The program without its main, for the targets that look into it, and the parsers of reports.
$(B)/fuzz/clauselint.o: $(call objects,$(CLI))
	@mkdir -p $(@D)
	ld -r -o $@ $^
	objcopy --redefine-sym main=clauselint_main $@

FUZZ_O = $(B)/fuzz/clauselint.o $(B)/fuzz/parse.o $(ENGINE_O)

$(B)/replay/%: $(B)/fuzz/%.o $(B)/fuzz/replay.o $(FUZZ_O)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $^ -o $@ $(LDLIBS_ALL) $(LDLIBS_ICU) $(FUZZ_LIBS)

$(B)/fuzzer/%: $(B)/fuzz/%.o $(B)/fuzz/mutate.o $(FUZZ_O)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -fsanitize=fuzzer $^ -o $@ $(LDLIBS_ALL) $(LDLIBS_ICU) $(FUZZ_LIBS)

replay-program: $(patsubst fuzz/%.c,$(B)/replay/%,$(FUZZ))

# The mutator's phrases are those of the dictionary, whose lines are what C reads too.
$(B)/fuzz/mutate.o: $(B)/fuzz/phrases.inc
$(B)/fuzz/phrases.inc: fuzz/contract.dict
	@mkdir -p $(@D)
	sed -n 's/^".*"$$/&,/p' $< > $@

# libFuzzer reads printable ASCII only, so the readable dictionary is escaped byte by byte.
build/fuzz/contract.dict: fuzz/contract.dict
	@mkdir -p $(@D)
	perl -pe 's/([^\x00-\x7f])/sprintf "\\x%02x", ord $$1/ge' $< > $@

# New inputs are collected under build/; what is worth keeping is copied to fuzz/seeds by hand.
fuzz: build/fuzz/contract.dict
	@$(MAKE) --no-print-directory MODE=fuzz CC=clang $(patsubst fuzz/%.c,build/fuzz/fuzzer/%,$(FUZZ))
	@for target in $(patsubst fuzz/%.c,%,$(FUZZ)); do \
		mkdir -p build/fuzz/found/$$target; \
		echo "== $$target, $(SECONDS) s"; \
		build/fuzz/fuzzer/$$target -max_total_time=$(SECONDS) -dict=build/fuzz/contract.dict -rss_limit_mb=4096 \
			-artifact_prefix=build/fuzz/found/ -print_final_stats=1 \
			build/fuzz/found/$$target fuzz/seeds || exit 1; \
	done

# --- looking for mistakes -----------------------------------------------------------------------------

lint-packages: build-packages
	$(call install_packages,$(LINT_PACKAGES))

# Checks and the reasons for what is left out: .clang-tidy.
tidy: lint-packages
	printf '%s\n' $(SOURCES) | xargs -n 8 -P 2 sh -c 'clang-tidy --quiet "$$@" -- -std=c11 -D_GNU_SOURCE \
		-Iengine -I$(B) -DCLAUSELINT_VERSION=\"$(VERSION)\" $(shell pkg-config --cflags $(LIBRARIES))' tidy

# What is left out: tests/cppcheck.txt.
cppcheck: lint-packages
	cppcheck --std=c11 --enable=warning,performance,portability --error-exitcode=1 --quiet -j 2 \
		--suppressions-list=tests/cppcheck.txt --inline-suppr -Iengine -D__GNUC__ engine

# GCC's own analyzer, over the objects of the program.
analyze:
	$(MAKE) --no-print-directory -s -j$(PROCESSORS) CC=gcc MODE=analyze $(patsubst %.c,build/analyze/%.o,$(SOURCES))

# Threads that share one pack and one ledger, and the program's own, under the thread sanitizer.
tsan:
	@$(MAKE) --no-print-directory -s -j$(PROCESSORS) MODE=tsan all threads-program
	build/tsan/threads 4 corpora/*/*.txt
	build/tsan/clauselint -j4 --fail-on=never -f json corpora > build/tsan/four.json
	build/tsan/clauselint -j1 --fail-on=never -f json corpora > build/tsan/one.json
	cmp build/tsan/one.json build/tsan/four.json

# The unit tests, every format of reports and each command under memcheck, within two minutes; what it finds
# is told with lines after make MODE=debug valgrind.
valgrind: lint-packages all unit-program
	tests/valgrind.sh $(B)

# Lines and branches of engine/ that the unit tests and the suites below reach.
coverage: test-packages
	@$(MAKE) --no-print-directory -s -j$(PROCESSORS) MODE=coverage all unit-program
	python3 tests/covered.py build/coverage

# --- installing -------------------------------------------------------------------------------------

install: all
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(libdir)/pkgconfig $(DESTDIR)$(includedir)
	install -m 755 $(B)/clauselint $(DESTDIR)$(bindir)/clauselint
	install -m 644 $(B)/libclauselint.a $(DESTDIR)$(libdir)/libclauselint.a
	install -m 644 engine/clauselint.h $(DESTDIR)$(includedir)/clauselint.h
	install -d $(DESTDIR)$(mandir)/man1 $(DESTDIR)$(mandir)/man5
	install -m 644 engine/cli/clauselint.1 $(DESTDIR)$(mandir)/man1/
	install -m 644 engine/cli/clauselint.yml.5 rules/clauselint-rules.5 $(DESTDIR)$(mandir)/man5/
	install -d $(DESTDIR)$(datadir)/bash-completion/completions $(DESTDIR)$(datadir)/zsh/site-functions \
		$(DESTDIR)$(datadir)/fish/vendor_completions.d
	$(B)/clauselint completion bash > $(DESTDIR)$(datadir)/bash-completion/completions/clauselint
	$(B)/clauselint completion zsh > $(DESTDIR)$(datadir)/zsh/site-functions/_clauselint
	$(B)/clauselint completion fish > $(DESTDIR)$(datadir)/fish/vendor_completions.d/clauselint.fish
	printf '%s\n' 'prefix=$(prefix)' 'libdir=$(libdir)' 'includedir=$(includedir)' '' \
		'Name: clauselint' 'Description: Checks Chinese contracts before signature' \
		'Version: $(VERSION)' 'Requires.private: $(LIBRARIES)' \
		'Libs: -L$${libdir} -lclauselint' 'Libs.private: -lm' 'Cflags: -I$${includedir}' \
		> $(DESTDIR)$(libdir)/pkgconfig/clauselint.pc

# What was installed, used as a stranger would: the program, and the example built against the library through pkg-config.
installcheck:
	$(DESTDIR)$(bindir)/clauselint --version
	$(DESTDIR)$(bindir)/clauselint -q --fail-on=never corpora/$(SAMPLE) > $(B)/installed.md
	test -s $(B)/installed.md && test -s $(DESTDIR)$(mandir)/man1/clauselint.1
	flags=$$(PKG_CONFIG_PATH=$(DESTDIR)$(libdir)/pkgconfig pkg-config --static --cflags --libs \
		--define-variable=libdir=$(DESTDIR)$(libdir) --define-variable=includedir=$(DESTDIR)$(includedir) clauselint) && \
	$(CC) -std=c11 tests/example/example.c -o $(B)/installed-example $$flags
	$(B)/installed-example corpora/$(SAMPLE) > /dev/null

uninstall:
	rm -f $(DESTDIR)$(bindir)/clauselint $(DESTDIR)$(libdir)/libclauselint.a \
		$(DESTDIR)$(includedir)/clauselint.h $(DESTDIR)$(libdir)/pkgconfig/clauselint.pc \
		$(DESTDIR)$(mandir)/man1/clauselint.1 $(DESTDIR)$(mandir)/man5/clauselint.yml.5 \
		$(DESTDIR)$(mandir)/man5/clauselint-rules.5 $(DESTDIR)$(datadir)/zsh/site-functions/_clauselint \
		$(DESTDIR)$(datadir)/bash-completion/completions/clauselint \
		$(DESTDIR)$(datadir)/fish/vendor_completions.d/clauselint.fish

# The library as a user of it sees it: the public header and the archive, nothing else.
example-program: $(B)/example
$(B)/example: tests/example/example.c engine/clauselint.h $(B)/libclauselint.a
	$(CC) -std=c11 -Wall -Wextra -Wpedantic -Werror -Iengine $(CFLAGS_$(MODE)) $(LDFLAGS_$(MODE)) \
		$< $(B)/libclauselint.a -o $@ $(LDLIBS_ALL)

# One pack and one ledger under many threads.
threads-program: $(B)/threads
$(B)/threads: tests/threads.c engine/clauselint.h $(B)/libclauselint.a
	$(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Werror -pthread -Iengine $(CFLAGS_$(MODE)) \
		$(LDFLAGS_$(MODE)) $< $(B)/libclauselint.a -o $@ $(LDLIBS_ALL)

clean:
	rm -rf build

-include $(shell find $(B) -name '*.d' 2>/dev/null)
.PHONY: all unit unit-program stages-program replay-program example-program threads-program build-packages \
	test-packages lint-packages demo check asan tidy cppcheck analyze tsan valgrind coverage format bench fuzz \
	install installcheck uninstall clean
.SECONDARY:

# clauselint. Targets: all (default), demo, check, asan, fuzz, bench, tidy, format, install, uninstall, clean.
# Nothing here is configured: one variable decides where it is built (B) and one how (MODE).

MODE    ?= release
B       ?= build/$(MODE)
VERSION := 0.1.0

prefix     ?= /usr/local
bindir     ?= $(prefix)/bin
libdir     ?= $(prefix)/lib
includedir ?= $(prefix)/include

BUILD_PACKAGES := pkg-config libicu-dev libpcre2-dev libcmark-dev libutf8proc-dev libyaml-dev libmd-dev
TEST_PACKAGES  := cmark clang python3 python3-jsonschema
LIBRARIES      := icu-i18n icu-uc libpcre2-8 libcmark libutf8proc yaml-0.1 libmd

CC      ?= cc
CFLAGS_release := -O2 -DNDEBUG -D_FORTIFY_SOURCE=2
CFLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_debug   := -O0 -g
LDFLAGS_asan   := -fsanitize=address,undefined

CFLAGS_ALL = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Werror \
	-fstack-protector-strong -fPIE -fvisibility=hidden -ffile-prefix-map=$(CURDIR)=. \
	-Iengine -I$(B) -DCLAUSELINT_VERSION='"$(VERSION)"' \
	$(CFLAGS_$(MODE)) $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null) $(CFLAGS)
LDFLAGS_ALL = -pie -Wl,-z,relro,-z,now -Wl,--build-id=none $(LDFLAGS_$(MODE)) $(LDFLAGS)
LDLIBS_ALL  = $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lm $(LDLIBS)

GENERATORS := $(wildcard engine/*/*_gen.c)
SOURCES    := $(filter-out $(GENERATORS),$(wildcard engine/*.c engine/*/*.c))
CLI        := $(filter engine/cli/%,$(SOURCES))
ENGINE     := $(filter-out $(CLI),$(SOURCES))
GENERATED  := $(patsubst engine/%_gen.c,$(B)/gen/%.c,$(GENERATORS))
UNIT       := $(wildcard tests/unit/*.c)
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

# A generator X_gen.c is a program that prints gen/X.c; generators are never sanitized.
$(B)/gen/%_gen: engine/%_gen.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -O1 -Iengine $(shell pkg-config --cflags $(LIBRARIES)) \
		$< engine/base/str.c engine/base/utf8.c -o $@ $(LDLIBS_ALL)

$(B)/gen/%.c: $(B)/gen/%_gen
	$< > $@.tmp && mv $@.tmp $@

$(B)/gen/pack/builtin.c: $(PACKS)
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

$(B)/unit: $(call objects,$(UNIT)) $(ENGINE_O)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $^ -o $@ $(LDLIBS_ALL)

unit: $(B)/unit
	$(B)/unit

clean:
	rm -rf build

-include $(shell find $(B) -name '*.d' 2>/dev/null)
.PHONY: all unit clean
.SECONDARY:

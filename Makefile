# zhbook.  `make book` builds it and a book, `make check` proves it, `make help` lists the rest.

VERSION := 0.1.0
PREFIX  ?= /usr/local
FLAVOUR ?= release
ifeq ($(origin CC),default)
CC := gcc
endif

# What a Debian 12 needs: for the program, and for the tests beside that.
APT_BOOK  := gcc make pkg-config libc6-dev libyaml-dev libpng-dev libzip-dev libdeflate-dev libicu-dev \
             nettle-dev libmd4c-dev tzdata
APT_CHECK := $(APT_BOOK) clang-14 libclang-rt-14-dev clang-format-14 clang-tidy-14 libxml2-dev \
             libxml2-utils libgumbo-dev python3 python3-html5lib python3-lxml python3-pil \
             default-jre-headless npm ca-certificates mupdf-tools chromium valgrind shellcheck mandoc git unzip util-linux
EPUBCHECK_VERSION := 5.1.0

LIBS := yaml-0.1 libpng libzip libdeflate icu-uc icu-i18n nettle
B    := build/$(FLAVOUR)

# A flavour is a folder and a few flags; every rule below serves all of them.
flags.release := -O2 -g
flags.asan    := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
flags.tsan    := -O1 -g -fsanitize=thread
flags.cov     := -O0 -g --coverage
flags.fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wformat=2 \
        -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wno-format-zero-length -Werror
CPPFLAGS += -iquote include -iquote $B/gen -D_POSIX_C_SOURCE=200809L -DZHBOOK_VERSION='"$(VERSION)"' \
            $(shell pkg-config --cflags $(LIBS) 2>/dev/null)
CFLAGS   += -std=c11 $(WARN) $(flags.$(FLAVOUR)) -pthread
LDLIBS   += $(shell pkg-config --libs $(LIBS) 2>/dev/null) -lmd4c -pthread
# The tests' own: libxml2 is the strict oracle, gumbo the second opinion of the benchmark.
TEST_CPPFLAGS := $(shell pkg-config --cflags libxml-2.0 2>/dev/null)
TEST_LDLIBS   := $(shell pkg-config --libs libxml-2.0 2>/dev/null)

SRC   := $(sort $(wildcard src/*/*.c))
OBJ   := $(SRC:%.c=$B/%.o)
UNIT  := $(sort $(wildcard tests/unit/*.c))
FUZZ  := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
SPECS := $(sort $(wildcard tests/spec/*.md))
STYLES := $(sort $(wildcard styles/*.css))

.PHONY: all deps deps-check book test check asan tsan cov fuzz bench corpus lint tidy format bless \
        install uninstall dist distcheck help clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $B/zhbook ## build the program

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The style sheets are compiled in, each as a string.
$B/gen/styles.inc: $(STYLES) Makefile
	@mkdir -p $(@D)
	for f in $(STYLES); do printf 'SHEET("%s",\n' "$$(basename $$f)"; \
	    sed 's/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$$/\\n"/' $$f; printf ')\n'; done >$@
$B/src/package/styles.o: $B/gen/styles.inc

$B/zhbook: $B/src/main.o $(OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# --- the two commands --------------------------------------------------------

deps: ## install what building needs (apt, with sudo where needed)
	@tests/deps.sh $(APT_BOOK)
deps-check: ## install what the tests need beside that
	@tests/deps.sh $(APT_CHECK)
	@tests/epubcheck/install.sh $(EPUBCHECK_VERSION)

book: deps ## install what is missing, build, compile the example book into out/
	$(MAKE) all
	$B/zhbook make book.yaml

# --- tests -------------------------------------------------------------------

$B/tests/%.o: CPPFLAGS += $(TEST_CPPFLAGS)

# Every TEST() in tests/unit runs: the list is read off the sources.
$B/gen/tests.def: $(UNIT)
	@mkdir -p $(@D)
	sed -n 's/^TEST(\(.*\))$$/T(\1)/p' $^ >$@
$B/tests/unit/main.o: $B/gen/tests.def

$B/unit: $(UNIT:%.c=$B/%.o) $(OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) $(TEST_LDLIBS)
$B/spec: $B/tests/spec.o $(OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$B/replay_%: $B/tests/fuzz/fuzz_%.o $B/tests/fuzz/replay.o $(OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) $(TEST_LDLIBS)
$B/fuzz_%: $B/tests/fuzz/fuzz_%.o $(OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS) $(TEST_LDLIBS)

test: $B/unit $B/spec ## the quick tests: units and the spec
	$B/unit
	$B/spec $(SPECS)

# --- habits ------------------------------------------------------------------

lint: ## layers, banned words, shell scripts, manuals
	tests/lint/layers.sh

tidy: ## clang-tidy on every source
	clang-tidy-14 --quiet src/main.c $(SRC) -- $(CPPFLAGS) -std=c11

format: ## house style, in place
	clang-format-14 -i include/*.h src/main.c $(SRC) $(UNIT) tests/unit/*.h tests/*.c tests/fuzz/*.c tests/bench/*.c

help: ## this list
	@sed -n 's/^\([a-z_.-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 24

clean: ## forget every build
	rm -rf build out compile_commands.json

-include $(shell find $B -name '*.d' 2>/dev/null)

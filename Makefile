# zhbook.  `make book` builds it and a book, `make check` proves it, `make help` lists the rest.

VERSION := 0.1.0
PREFIX  ?= /usr/local
FLAVOUR ?= release
ifeq ($(origin CC),default)
CC := gcc
endif

# What a Debian 12 needs: for the program and the example's cover, and for the tests beside that.
APT_BOOK  := gcc make pkg-config libc6-dev libyaml-dev libpng-dev libjpeg62-turbo-dev libwebp-dev libgif-dev \
             liblcms2-dev libavif-dev libcurl4-openssl-dev libfreetype-dev libharfbuzz-dev libfontconfig-dev \
             libsqlite3-dev libmicrohttpd-dev libzip-dev libdeflate-dev libicu-dev nettle-dev \
             libmd4c-dev libxml2-dev tzdata fonts-lxgw-wenkai
APT_CHECK := $(APT_BOOK) clang-14 libclang-rt-14-dev clang-format-14 clang-tidy-14 libgumbo-dev \
             python3 python3-html5lib python3-aiosmtpd python3-lxml python3-pil default-jdk-headless npm ca-certificates strace nginx-extras openssl procps \
             shellcheck mandoc git chromium mupdf-tools fonts-noto-cjk \
             fonts-noto-color-emoji fonts-lxgw-wenkai opentype-sanitizer jing fonts-dejavu-core python3-fonttools
EPUBCHECK_VERSION := 5.1.0
COMMONMARK_VERSION := 0.30.0

LIBS := yaml-0.1 libxml-2.0 libpng libjpeg libwebp libwebpdemux lcms2 libzip libdeflate icu-uc icu-i18n nettle freetype2 harfbuzz harfbuzz-subset fontconfig sqlite3
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
CFLAGS   += -std=c11 -ffp-contract=off $(WARN) $(flags.$(FLAVOUR)) -pthread
LDLIBS   += $(shell pkg-config --libs $(LIBS) 2>/dev/null) -lmd4c -lgif -lm -pthread
# The second opinion of the benchmark.
$B/bench_html: LDLIBS += $(shell pkg-config --libs gumbo 2>/dev/null)

# zhbook-net is a program of its own, so that zhbook can open no socket.
NET   := $(sort $(wildcard src/net/*.c))
SRC   := $(filter-out $(NET),$(sort $(wildcard src/*/*.c)))
OBJ   := $(SRC:%.c=$B/%.o)
NETOBJ := $(NET:%.c=$B/%.o)
UNIT  := $(sort $(wildcard tests/unit/*.c))
FUZZ  := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
SPECS := $(sort $(wildcard tests/spec/*.md))
BENCH := $(patsubst tests/bench/%.c,%,$(sort $(wildcard tests/bench/*.c)))
TESTERS := $(patsubst tests/%.c,%,$(sort $(wildcard tests/*.c)))
STYLES := $(sort $(wildcard styles/*.css))
PAGES := $(sort $(wildcard styles/*.xhtml))

.PHONY: all deps deps-check book test check suites asan tsan cov fuzz bench corpus pages lint clang tidy format bless \
        fresh install uninstall dist distcheck help clean
.DELETE_ON_ERROR:
.SECONDARY:

# All processors build, unless the caller has said how many may.
JOBS := $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 1))

all: $B/zhbook $B/zhbook-net ## build the programs

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The style sheets are compiled in, each as a string.
$B/gen/styles.inc: $(STYLES) Makefile
	@mkdir -p $(@D)
	for f in $(STYLES); do printf 'SHEET("%s",\n' "$$(basename $$f)"; \
	    sed 's/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$$/\\n"/' $$f; printf ')\n'; done >$@
$B/src/package/styles.o: $B/gen/styles.inc

# So are the templates of pages.
$B/gen/templates.inc: $(PAGES) Makefile
	@mkdir -p $(@D)
	for f in $(PAGES); do printf 'TEMPLATE("%s",\n' "$$(basename $$f)"; \
	    sed 's/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$$/\\n"/' $$f; printf ')\n'; done >$@
$B/src/template/templates.o: $B/gen/templates.inc

$B/zhbook: $B/src/main.o $(OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# What the programs share; of it the linker takes what is needed.
$B/zhbook.a: $(OBJ)
	rm -f $@ && ar rcs $@ $^
$B/net.a: $(filter-out $B/src/net/net.o,$(NETOBJ))
	rm -f $@ && ar rcs $@ $^

CURL := $(shell pkg-config --libs libcurl libmicrohttpd 2>/dev/null)
$(NETOBJ): CPPFLAGS += $(shell pkg-config --cflags libcurl 2>/dev/null)
$B/zhbook-net: $B/src/net/net.o $B/net.a $B/zhbook.a
	$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed -o $@ $^ $(CURL) $(LDLIBS)

# --- the two commands --------------------------------------------------------

deps: ## install what building needs (apt, with sudo where needed)
	@tests/deps.sh $(APT_BOOK)
deps-check: ## install what the tests need beside that
	@tests/deps.sh $(APT_CHECK)
	@tests/epubcheck/install.sh $(EPUBCHECK_VERSION)
	@tests/commonmark/install.sh $(COMMONMARK_VERSION)
	@tests/npm_lock.sh tests/ace
	@tests/npm_lock.sh tests/pages

book: deps ## install what is missing, build, compile the example book into out/
	@$(MAKE) --no-print-directory $(JOBS) all
	$B/zhbook make book.yaml

check: deps-check ## all that a change must pass; ends with a count
	@$(MAKE) --no-print-directory $(JOBS) suites
	@ZHBOOK=$B/zhbook B=$B tests/all

# --- tests -------------------------------------------------------------------

# Every TEST() in tests/unit runs: the list is read off the sources.
$B/gen/tests.def: $(UNIT)
	@mkdir -p $(@D)
	sed -n 's/^TEST(\(.*\))$$/T(\1)/p' $^ >$@
$B/tests/unit/main.o: $B/gen/tests.def

# What the suites run: the program and the testers, each tests/NAME.c one of them.
suites: $B/zhbook $B/zhbook-net $B/zhbook-bad $B/unit $(TESTERS:%=$B/%) $(FUZZ:%=$B/replay_%)

# The program with decoders that misbehave.
$B/zhbook-bad: $B/src/main.o $(filter-out $B/src/image/codecs.o,$(OBJ)) $B/tests/image/bad_codec.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/unit: $(UNIT:%.c=$B/%.o) $(OBJ) $B/net.a
$(TESTERS:%=$B/%): $B/%: $B/tests/%.o $(OBJ)
$(BENCH:%=$B/%): $B/%: $B/tests/bench/%.o $(OBJ)
$(FUZZ:%=$B/replay_%): $B/replay_%: $B/tests/fuzz/fuzz_%.o $B/tests/fuzz/replay.o $(OBJ) $B/net.a
$B/unit $(TESTERS:%=$B/%) $(BENCH:%=$B/%) $(FUZZ:%=$B/replay_%):
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(FUZZ:%=$B/fuzz_%): $B/fuzz_%: $B/tests/fuzz/fuzz_%.o $(OBJ) $B/net.a
	$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

test: suites ## the quick tests: units, spec pages, trees of the HTML standard
	@ZHBOOK=$B/zhbook B=$B tests/all unit spec html5lib

asan: ## the tests under the address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory $(JOBS) FLAVOUR=asan suites
	@ZHBOOK=build/asan/zhbook B=build/asan tests/all unit spec html5lib replay golden nasty fetch
tsan: ## threads under the thread sanitizer
	@$(MAKE) --no-print-directory $(JOBS) FLAVOUR=tsan suites
	@TSAN_OPTIONS=suppressions=$(CURDIR)/tests/tsan.supp ZHBOOK=build/tsan/zhbook B=build/tsan tests/all unit golden nasty
cov: ## line coverage by units, spec pages and golden books
	@$(MAKE) --no-print-directory $(JOBS) FLAVOUR=cov suites
	@find build/cov -name '*.gcda' -delete
	@ZHBOOK=build/cov/zhbook B=build/cov tests/all unit spec html5lib golden
	@gcov -n $$(find build/cov/src -name '*.gcda') 2>/dev/null | tests/cov.awk

T := $(or $(TARGET),html)
fuzz: ## fuzz TARGET=html for SECONDS=60
	$(MAKE) $(JOBS) FLAVOUR=fuzz CC=clang-14 build/fuzz/fuzz_$T
	@mkdir -p build/fuzz/corpus/$T tests/fuzz/corpus/$T
	build/fuzz/fuzz_$T -max_total_time=$(or $(SECONDS),60) -timeout=10 -rss_limit_mb=4096 \
	    -artifact_prefix=build/fuzz/ $(patsubst %,-dict=%,$(wildcard tests/fuzz/$T.dict)) \
	    build/fuzz/corpus/$T tests/fuzz/corpus/$T

bench: $B/zhbook $(BENCH:%=$B/%) ## MB/s and peak memory over a generated collection, pandoc beside it
	@ZHBOOK=$B/zhbook tests/bench/run $(POSTS)
	@for b in $(BENCH:%=$B/%); do $$b; done
	@ZHBOOK=$B/zhbook tests/bench/pictures
	@ZHBOOK=$B/zhbook tests/bench/fonts

corpus: deps-check ## every folder of real posts (../shared/corpus): clean books, no lost words
	@$(MAKE) --no-print-directory $(JOBS) all
	@ZHBOOK=$B/zhbook tests/corpus/run $(FOLDERS)
	@ZHBOOK=$B/zhbook tests/image/all
	@ZHBOOK=$B/zhbook tests/editions/run --whole
	@ZHBOOK=$B/zhbook tests/editions/matrix --all
	@ZHBOOK=$B/zhbook tests/audit/audit.py
	@ZHBOOK=$B/zhbook tests/page/run -v
	@$(MAKE) --no-print-directory -s $B/stable
	@$B/stable tests/corpus/*.yaml
	@$B/stable -f tests/corpus/*.yaml

pages: deps-check ## draw books page by page in two engines: sheets in build/pages, and what is wrong
	@$(MAKE) --no-print-directory $(JOBS) all
	@ZHBOOK=$B/zhbook tests/pages/run --long

bless: all ## accept what changed in the golden book NAME (all if not given), showing it
	@ZHBOOK=$B/zhbook tests/golden/run --bless $(NAME)

fresh: ## as root: the two commands on a bare Debian 12 made by debootstrap
	tests/fresh/run

# --- habits ------------------------------------------------------------------

lint: ## layers, banned words, what must be documented, shell scripts, manuals
	@tests/lint/run

clang: $(filter %.inc %.def,$(wildcard $B/gen/*)) ## what clang says beside gcc
	@clang-14 -fsyntax-only $(CPPFLAGS) -std=c11 $(WARN) -pthread src/main.c $(SRC) $(NET) && echo "clang: 1 passed, 0 failed"

tidy: ## clang-tidy on every source
	@printf '%s\n' src/main.c $(SRC) $(NET) | xargs -P $$(nproc) -I{} clang-tidy-14 --quiet {} -- $(CPPFLAGS) -std=c11

STYLED := $(wildcard include/*.h src/main.c $(SRC) $(NET) $(UNIT) tests/unit/*.h tests/*.c tests/fuzz/*.c tests/bench/*.c)
format: ## house style, in place
	clang-format-14 -i $(STYLED)

compile_commands.json: Makefile $(SRC) ## for editors
	@{ printf '['; s=; for f in src/main.c $(SRC) $(NET) $(UNIT); do \
	    printf '%s\n{"directory":"%s","file":"%s","arguments":[' "$$s" '$(CURDIR)' "$$f"; \
	    for a in $(CC) $(CPPFLAGS) $(CFLAGS) -c "$$f"; do printf '%s' "$$a" | sed 's/"/\\"/g; s/.*/"&",/'; done; \
	    printf '"-o","/dev/null"]}'; s=','; done; printf '\n]\n'; } >$@

# --- delivery ----------------------------------------------------------------

MAN := $(PREFIX)/share/man
install: all ## to PREFIX (/usr/local), under DESTDIR
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(MAN)/man1 $(DESTDIR)$(MAN)/man5
	install -m 755 $B/zhbook $B/zhbook-net $(DESTDIR)$(PREFIX)/bin/
	install -m 644 docs/zhbook.1 $(DESTDIR)$(MAN)/man1/
	install -m 644 docs/book.yaml.5 $(DESTDIR)$(MAN)/man5/
uninstall: ## take it away again
	rm -f $(DESTDIR)$(PREFIX)/bin/zhbook $(DESTDIR)$(PREFIX)/bin/zhbook-net $(DESTDIR)$(MAN)/man1/zhbook.1 $(DESTDIR)$(MAN)/man5/book.yaml.5

D := zhbook-$(VERSION)
dist: ## the release tarball, from the last commit
	@mkdir -p build
	git archive --prefix=$D/ HEAD | gzip -9n >build/$D.tar.gz
	cd build && sha256sum $D.tar.gz >$D.tar.gz.sha256
distcheck: dist ## ... builds, passes and installs from nothing
	rm -rf build/distcheck && mkdir -p build/distcheck
	tar -xzf build/$D.tar.gz -C build/distcheck
	mkdir -p build/distcheck/$D/build && cp -r build/tools build/distcheck/$D/build/
	$(MAKE) -C build/distcheck/$D check
	$(MAKE) -C build/distcheck/$D DESTDIR=$(CURDIR)/build/distcheck/root install
	build/distcheck/root$(PREFIX)/bin/zhbook --version
	$(MAKE) -C build/distcheck/$D DESTDIR=$(CURDIR)/build/distcheck/root uninstall
	test -z "$$(find build/distcheck/root -type f)"

help: ## this list
	@sed -n 's/^\([a-z_.-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 24

clean: ## forget every build
	rm -rf build out compile_commands.json

-include $(shell find $B -name '*.d' 2>/dev/null)

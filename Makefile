# Everything a contributor does, one word each. `make` alone lists the words.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-test setup-bench widget serve test check size release site bench clean

# wasm-opt and tsc are npm packages of tests/; npm's folder comes first, so that
# the pinned versions run whatever else the machine has.
export PATH := $(CURDIR)/tests/node_modules/.bin:$(PATH)

PORT     ?= 8080
BROWSERS ?= chromium,firefox,webkit
BENCH    ?= # options of the browser's bench, as in BENCH="--only Newsprint --slow"
REACH    ?= # options of the bench over a slow line, as in REACH="--only small --large articles.jsonl"
NEWSPRINT = $(or $(CARGO_TARGET_DIR),target)/release/newsprint

# wasm-opt runs here and not inside wasm-pack, which would download another one.
# The stack lies at the bottom of memory, so no static data sits below 1 kB. Functions
# that are called from one place only stay apart, and what is computed twice is: both cost bytes, but fewer after brotli.
WASM_OPT = wasm-opt -O3 -ocimfs 20 --converge --low-memory-unused --zero-filled-memory \
	--skip-pass=local-cse --merge-similar-functions --strip-debug --strip-producers --strip-target-features

# What only panics need goes first, for wasm-opt to drop what then nothing reaches; long names go last.
SHRINK = node tests/snip.mjs $(1)/newsprint_bg.wasm && $(WASM_OPT) $(1)/newsprint_bg.wasm -o $(1)/newsprint_bg.wasm && node tests/rename.mjs $(1)

# The wasm names its sources where it tells of a fault: by crate, not by this machine's folders.
REMAP = --config "target.wasm32-unknown-unknown.rustflags=['--remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)/registry/src=crates']"

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: ## install what building needs: wasm32 target, wasm-pack, wasm-opt
	@tests/setup.sh build

setup-test: ## install what testing needs beyond that: Chromium, Firefox, WebKit
	@tests/setup.sh browser

setup-bench: ## install what measuring needs beyond that: the engines that are set beside
	@tests/setup.sh bench

widget: setup ## build the widget with the corpus of seeds/ into www/pkg
	rm -rf www/pkg/snippets
	wasm-pack build --release --target web --out-dir www/pkg -- $(REMAP)
	$(call SHRINK,www/pkg)

serve: widget ## serve www/ on this machine and print the address (PORT=8080)
	@node tests/server.mjs www --port $(PORT)

test: setup-test widget site ## run every test: native, in the browser, sizes, end to end
	cargo test
	wasm-pack test --headless --chrome
	node tests/size.mjs target/site --check
	BROWSERS=$(BROWSERS) node --test --test-concurrency=2 --test-reporter=spec tests/*.test.mjs

check: widget ## format, lints, documentation and JavaScript types, all without a warning
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	cargo clippy --target wasm32-unknown-unknown --lib --tests -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --lib
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --lib --target wasm32-unknown-unknown
	tsc --project tests

size: site ## print what ships, by part, against the budgets
	node tests/size.mjs target/site

release: setup ## build target/release/newsprint, which carries the widget
	rm -rf target/package
	NEWSPRINT_SEEDS= wasm-pack build --release --target web --out-dir target/package --no-pack -- $(REMAP)
	$(call SHRINK,target/package)
	node tests/bundle.mjs www target/package target/widget
	NEWSPRINT_WIDGET=target/widget cargo build --release

site: release ## build the archive of seeds/ as a finished site into target/site
	rm -rf target/site
	$(NEWSPRINT) build seeds --out target/site

bench: setup-bench release ## measure the core natively, and in a browser beside other search engines
	cargo bench --bench speed
	node benches/browser/bench.mjs $(BENCH)
	node benches/browser/reach.mjs $(REACH)

clean: ## remove what was built; what was installed stays
	cargo clean
	rm -rf pkg www/pkg target

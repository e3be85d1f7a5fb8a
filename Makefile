# Weerklank: the commands of daily work. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

ASSETS := frontend-templates/assets
MANIFEST := $(ASSETS)/build/manifest.json
ASSET_SOURCES := $(shell find $(ASSETS) -path $(ASSETS)/build -prune -o -type f -print 2>/dev/null)
PAGES := target/pages

.PHONY: help run test check check-html assets bench clean

help: ## List these commands
	@printf 'Weerklank: petitions that get an answer\n\n'
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14 | sed 's/^/  make /'
	@printf '\nSettings: weerklank.sample.toml. Documentation: docs/README.md.\n'

run: ## Build everything and start the demonstration site on this machine
	@scripts/tools.sh run
	@$(MAKE) assets
	cargo build --release --locked --bin weerklank
	@scripts/run-demo.sh

test: ## Run all tests: Rust on both databases, then the browser journeys
	@scripts/tools.sh test
	@$(MAKE) assets tests/journeys/node_modules/.package-lock.json
	cargo build --workspace --locked --bin weerklank
	@scripts/with-postgres.sh scripts/test.sh

check: ## Format, lints, dependencies, spelling, settings, messages, HTML validity
	@scripts/tools.sh check
	@$(MAKE) assets tests/journeys/node_modules/.package-lock.json
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo deny --locked check $(if $(filter 1,$(WEERKLANK_ADVISORIES)),advisories) bans licenses sources
	cargo machete
	typos
	scripts/check-settings.sh
	cd tests/journeys && npx --no-install tsc -p .
	@$(MAKE) check-html

check-html: ## Write every page in every state and language, and validate the HTML
	rm -rf $(PAGES)
	WEERKLANK_PAGES_DIR="$(CURDIR)/$(PAGES)" scripts/cargo-test-some.sh render_every_page
	scripts/cargo-test-some.sh messages
	node scripts/check-html.mjs $(PAGES)

assets: $(MANIFEST) ## Build style sheet, script and icon (only when their sources changed)

$(MANIFEST): $(ASSET_SOURCES) package.json node_modules/.package-lock.json
	node $(ASSETS)/build.mjs
	@touch $@

node_modules/.package-lock.json: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

tests/journeys/node_modules/.package-lock.json: tests/journeys/package-lock.json
	cd tests/journeys && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

bench: ## Measure signings and page reads beside the limits of this machine
	@scripts/tools.sh bench
	@$(MAKE) assets
	cargo build --release --locked --bin weerklank
	@scripts/with-postgres.sh cargo run --release --locked -p weerklank-tests --bin bench

clean: ## Remove what was built (not ./data)
	rm -rf target $(ASSETS)/build node_modules tests/journeys/node_modules

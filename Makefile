# One word for each thing to do. Needs make and a Python 3.11 or later with venv; everything else goes into .venv.

PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
  if $$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$name; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES ?= seeds
CHECKS := lint format-check types imports

.DEFAULT_GOAL := help

# Tests start the gateway a hundred times: it is to be compiled once, as where it is installed.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help serve setup browser test lint format-check types imports check format golden soak torture schema clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

serve: .venv/installed ## set up everything and serve the example site
	$(BIN)/gateway serve --dev $(SOURCES)

# A fault of style must not hide what the tests say: every step runs, any one that fails makes the whole fail.
test: setup ## set up everything, check style, types and imports, and run the tests
	@failed=''; \
	for step in $(CHECKS); do $(MAKE) --no-print-directory $$step || failed="$$failed $$step"; done; \
	$(BIN)/python -m pytest -n auto --dist worksteal || failed="$$failed tests"; \
	test -z "$$failed" || { echo "failed:$$failed" >&2; exit 1; }

check: $(CHECKS) ## everything but the tests

setup: .venv/installed-test .venv/installed-clients browser ## set up everything for development

lint: setup
	$(BIN)/ruff check .

format-check: setup
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports --no-cache

format: setup ## mend style where it can be mended without a person
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: setup ## rewrite golden files: make golden KINDS=plan,sql
	GATEWAY_UPDATE=$(KINDS) $(BIN)/python -m pytest tests/golden

soak: setup ## 200 subscribers through 100 reloads against a running server, with its memory
	$(BIN)/python -m bench.soak

# Each step runs, any one that fails makes the whole fail.
TIMES ?= 20
FUZZ_SECONDS ?= 60
SOAK_MINUTES ?= 10
TORTURED := tests/fuzz tests/hostile tests/property tests/content tests/loader tests/suggestions $(wildcard tests/faults)

torture: setup .venv/installed-torture ## everything that takes long: random tests, fuzzers, faults, soaks; see CONTRIBUTING.md
	@failed=''; \
	GATEWAY_TEST_TIMES=$(TIMES) $(BIN)/python -m pytest -n auto --dist worksteal -q $(TORTURED) || failed="$$failed tests"; \
	$(BIN)/python -m tests.fuzz.torture --seconds $(FUZZ_SECONDS) || failed="$$failed fuzzers"; \
	$(BIN)/python -m bench.soak || failed="$$failed soak"; \
	$(BIN)/python -m bench.hostile_soak --minutes $(SOAK_MINUTES) || failed="$$failed hostile-soak"; \
	test -z "$$failed" || { echo "failed:$$failed" >&2; exit 1; }

schema: .venv/installed ## rewrite schema/schema.graphql
	$(BIN)/gateway schema --write

clean: ## remove what the other words made
	rm -rf .venv .fuzz build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis gateway.db gateway.db-* gateway.public.db gateway.public.db-*

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later with venv was found. On Debian and Ubuntu: apt install python3 python3-venv"; exit 1; }
	@echo "Setting up .venv with $(PYTHON). This happens once."
	$(PYTHON) -m venv .venv

PLAYGROUND := hatch_build.py $(wildcard playground/* playground/src/*)

.venv/installed: .venv/bin/python pyproject.toml $(PLAYGROUND)
	$(PIP) install --editable .
	@touch $@

.venv/installed-test: .venv/bin/python pyproject.toml $(PLAYGROUND)
	$(PIP) install --editable '.[test]'
	@touch $@ .venv/installed

.venv/installed-torture: .venv/installed-test pyproject.toml
	$(PIP) install --editable '.[test,torture]'
	@touch $@

# The tests of the playground look for a Chromium; where apt is and we may use it, they get one.
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do command -v $$name >/dev/null && exit 0; done; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium."; \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium fonts-liberation >/dev/null; \
	else echo "Note: the tests of the playground need Chromium. On Debian and Ubuntu: apt install chromium" >&2; fi

# The clients that the tests run: npm, from a Python package, gets what package-lock.json says.
.venv/installed-clients: .venv/installed-test tests/clients/package-lock.json
	$(BIN)/python -m tests.harness.node ci --loglevel=error
	@touch $@

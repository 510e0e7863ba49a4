# Two commands are enough to begin: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes
TEXTS := $(wildcard src/loim/*/locale/*/LC_MESSAGES/django.po)

.PHONY: help setup demo serve test check fix bench lock clean

help:  ## say what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/installed build/assets build/texts  ## install everything that running needs

demo: setup  ## the platform with the real plan of 2023 and a year of invented work
	@$(BIN)/loim demo

serve: setup  ## serve the platform on the database that LOIM_DATABASE_URL names
	@$(BIN)/loim serve

test: setup .venv/developing  ## run all tests
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest -n 2

check: setup .venv/developing  ## style, types, layers, texts, migrations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/loim texts check
	$(BIN)/loim manage makemigrations --check --dry-run

fix: .venv/developing  ## mend what can be mended by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: setup .venv/benching  ## run the benchmarks in their quick form
	@for file in tests/bench/*.py; do $(BIN)/python $$file --quick || exit 1; done

lock: .venv/developing  ## resolve requirements/*.in anew, with hashes
	$(BIN)/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --upgrade \
		--excludes requirements/excluded.in -o requirements/base.lock requirements/base.in
	$(BIN)/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --upgrade \
		-o requirements/dev.lock requirements/dev.in
	$(BIN)/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --upgrade \
		-o requirements/bench.lock requirements/bench.in

clean:  ## remove what was installed and built; your data in var/ stays
	rm -rf .venv build node_modules

.venv/installed: requirements/base.lock pyproject.toml
	@echo "Installing Python packages into .venv ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv \
		|| { echo "Python's venv module is missing: apt install python3-venv"; exit 1; }
	@$(PIP) -r requirements/base.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/developing: requirements/dev.lock .venv/installed
	@echo "Installing what tests and checks need ..."
	@$(PIP) -r requirements/dev.lock
	@touch $@

.venv/benching: requirements/bench.lock .venv/developing
	@echo "Installing what the benchmarks compare with ..."
	@$(PIP) -r requirements/bench.lock
	@touch $@

build/assets: package-lock.json .venv/installed
	@echo "Installing style sheets, fonts and scripts ..."
	@$(BIN)/python -m loim.common.assets
	@mkdir -p build && touch $@

build/texts: $(TEXTS) .venv/installed
	@echo "Compiling the texts in Estonian, Russian and Ukrainian ..."
	@$(BIN)/loim texts compile
	@mkdir -p build && touch $@

# `make` alone prints what there is. The two that matter: `make briefs` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SHELL := /bin/sh

# macOS looks for the libraries of Homebrew only where it is told to.
ifeq ($(shell uname),Darwin)
RUN := DYLD_FALLBACK_LIBRARY_PATH="$$(brew --prefix 2>/dev/null)/lib:/usr/local/lib:/usr/lib"
else
RUN :=
endif

# `make briefs STRICT=--strict` takes no warning.
# `make test` leaves out the tests marked slow, and most examples of property tests; `make test ALL=1` runs them all.
# Each process begins with a half of its own, so that what one test has read or drawn serves those beside it.
ifdef ALL
MARKED := ""
else
MARKED := "not slow"
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install briefs briefs-all check test lint types docs pictures bench lock clean

help: ## Print this list
	@echo "usage: make TARGET"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

briefs: $(STAMP) ## Build what is printed for the meeting into build/: every brief, in the editions and media of briefgen.yaml
	@$(RUN) $(BIN)/briefgen build $(STRICT)

briefs-all: $(STAMP) ## Build every brief in all editions, for all media, on Letter and A4; then the gallery and the specimen
	@$(RUN) $(BIN)/briefgen build --all $(STRICT)
	@$(RUN) $(BIN)/briefgen gallery
	@$(RUN) $(BIN)/briefgen specimen

test: $(STAMP) ## Run the tests (ALL=1: the slow ones too)
	@$(RUN) $(BIN)/python -m pytest -n auto --dist worksteal -m $(MARKED)

check: $(STAMP) ## Check data, prose, translations and findings, and print nothing
	@$(BIN)/briefgen check

lint: $(STAMP) ## Check the code's form (ruff)
	@$(BIN)/ruff check

types: $(STAMP) ## Check the code's types (mypy, strict)
	@$(BIN)/mypy --strict src

docs: $(STAMP) ## Write the table of diagnostics in docs/ again
	@$(BIN)/python scripts/write_diagnostics.py

pictures: $(STAMP) ## Draw the pictures of the README again, from the last build
	@$(BIN)/python scripts/pictures.py

bench: $(STAMP) ## Measure check and an idle build against an empty Python process
	@$(RUN) $(BIN)/python scripts/bench.py

install: $(STAMP) ## Make .venv with the locked requirements and the project

# One line a step, because a step that failed must be named; the stamp is written last, so a broken install is made again.
$(STAMP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing: install Python 3.11 or newer" >&2; exit 5; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "expected Python 3.11 or newer, found $$($(PYTHON) --version 2>&1); name another: make PYTHON=python3.12" >&2; exit 5; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv is missing. Debian, Ubuntu: apt-get install python3-venv" >&2; exit 5; }
	@$(RUN) $(PYTHON) scripts/system_libraries.py
	@echo "install  $(VENV)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python scripts/compile_bytecode.py
	@touch $@

# LOCK=--upgrade takes the newest versions; without it, what is locked stays where it still fits.
lock: ## Write requirements.lock again (needs uv; LOCK=--upgrade for newer versions)
	@command -v uv >/dev/null || { echo "uv is missing: python3 -m pip install uv" >&2; exit 5; }
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--extra dev $(LOCK) --output-file requirements.lock pyproject.toml

clean: ## Remove what was built and what tools left behind; .venv stays
	@rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache .coverage
	@find tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# What a fresh clone needs, in one word each: `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
# What judges the screen edition has an environment of its own.
JUDGE := .venv-conformance
PRESSED := -e press -p tabloid -p letter -p 3.5x2 -p 2.5-round -l en -l ar -l zh-Hans \
	-m poster-help -m factsheet-signs -m card-help -m sticker
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header

export PYTHON

.DELETE_ON_ERROR:
.PHONY: help handouts test conformance separations setup setup-tests lock clean libraries browser

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 22

handouts: setup ## Set up what is missing, then print the default set into output/
	@$(BIN)/python generate.py

test: setup-tests ## Set up what is missing, then check the code and run every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadgroup

conformance: setup $(JUDGE)/ready ## Print every screen file and have veraPDF judge it by PDF/UA-1; takes minutes
	@$(JUDGE)/bin/python conformance/screen.py $(BIN)/python

separations: setup ## Print some press files and compare their plates with those of Ghostscript (gs), if it is installed
	@made=$$(mktemp -d) && trap 'rm -rf "$$made"' EXIT && $(BIN)/python generate.py $(PRESSED) -o "$$made" && \
	find "$$made" -name '*.pdf' -exec $(BIN)/python conformance/separations.py {} +

setup: $(VENV)/ready ## Only set up: the system's libraries and the Python environment

setup-tests: $(VENV)/ready-for-tests ## The same, with what the tests need

lock: setup-tests ## Write all lock files anew; UPGRADE=--upgrade takes newer versions
	$(COMPILE) $(UPGRADE) pyproject.toml --output-file requirements.lock
	$(COMPILE) $(UPGRADE) pyproject.toml --group dev --output-file requirements-dev.lock
	$(COMPILE) $(UPGRADE) --group pyproject.toml:conformance --output-file requirements-conformance.lock

clean: ## Remove what was made and what was set up
	find output -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf $(VENV) $(JUDGE) .hypothesis .mypy_cache .pytest_cache .ruff_cache

libraries:
	@sh setup/system-libraries.sh

browser:
	@sh setup/system-libraries.sh tests

# Built from nothing whenever the lock changes, so that no package left over hides one that is missing.
$(VENV)/ready: requirements.lock | libraries
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Lamplight needs Python 3.11 or newer, and \
	$(PYTHON) is older. Name a newer one: make handouts PYTHON=python3.12")'
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) requirements.lock
	@$(BIN)/python -c 'import weasyprint' >/dev/null 2>&1 || { echo 'The Pango text library cannot be loaded. macOS:' \
	'brew install pango. Fedora: dnf install pango. Others: https://doc.courtbouillon.org/weasyprint' >&2; exit 1; }
	@touch $@

$(VENV)/ready-for-tests: requirements-dev.lock $(VENV)/ready | browser
	$(INSTALL) requirements-dev.lock
	@touch $@

$(JUDGE)/ready: requirements-conformance.lock $(VENV)/ready
	$(PYTHON) -m venv --clear $(JUDGE)
	$(JUDGE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement \
	requirements-conformance.lock
	@touch $@

# `make` runs the study, `make test` the tests; both set up what they need in .venv first.
# CORES, CORPUS and RESULTS can be set: make CORPUS=path/to/papers RESULTS=path/to/results CORES=4

CORES ?= 2
CORPUS ?=
RESULTS ?=
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)

BIN := .venv/bin
SETTINGS := $(strip $(if $(CORPUS),corpus="$(CORPUS)") $(if $(RESULTS),results="$(RESULTS)"))
STUDY := $(strip $(BIN)/snakemake --cores $(CORES) $(if $(SETTINGS),--config $(SETTINGS)))

.PHONY: study test check lint format types lock corpus-check docs report notebooks verify reference clean
.DEFAULT_GOAL := study

study: .venv/study
	$(STUDY)

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "defatlas needs Python 3.11, 3.12 or 3.13; install one, or set PYTHON=/path/to/it" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments; on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/study: requirements.lock | .venv/bin/python
	@echo "Installing what the study needs into .venv (about two minutes, once)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@touch $@

.venv/test: requirements-dev.lock .venv/study
	@echo "Installing what the tests need into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

test: .venv/test
	$(BIN)/python -m pytest

check: lint types test

lint: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/snakefmt --check Snakefile workflow
	$(BIN)/snakemake --lint

types: .venv/test
	$(BIN)/mypy

format: .venv/test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/snakefmt Snakefile workflow

corpus-check: .venv/study
	$(BIN)/python scripts/check_corpus.py $(or $(CORPUS),corpus)

docs: .venv/study
	$(BIN)/python scripts/write_data_dictionary.py docs/data_dictionary.md

verify: study
	$(BIN)/python scripts/verify_results.py $(or $(RESULTS),results)

reference: study
	$(BIN)/python scripts/verify_results.py --keep $(or $(RESULTS),results)

report: study
	$(STUDY) --report $(or $(RESULTS),results)/report.zip

notebooks: .venv/notebooks study
	$(BIN)/python -m jupyterlab scripts

.venv/notebooks: requirements-notebooks.lock .venv/study
	@echo "Installing JupyterLab into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-notebooks.lock
	@touch $@

lock: .venv/test
	$(BIN)/uv pip compile pyproject.toml --quiet --no-header --universal --python-version 3.11 --fork-strategy fewest --generate-hashes -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --quiet --no-header --universal --python-version 3.11 --fork-strategy fewest --generate-hashes -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --group notebooks --quiet --no-header --universal --python-version 3.11 --fork-strategy fewest --generate-hashes -o requirements-notebooks.lock

clean:
	rm -rf $(or $(RESULTS),results) .snakemake

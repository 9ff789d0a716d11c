# Targets for people and for CI. `make` alone lists them.
PYTHON ?= python3
PIP_INSTALL_ARGS ?=
VENV ?= .venv
BIN = $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run check lint types test clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet $(PIP_INSTALL_ARGS) -r requirements.txt
	@touch $@

$(VENV)/.check: requirements.txt requirements-dev.txt requirements-multilingual.txt requirements-models.txt requirements-gguf.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet $(PIP_INSTALL_ARGS) -r requirements-dev.txt
	$(BIN)/pip install --quiet $(PIP_INSTALL_ARGS) --no-deps -r requirements-gguf.txt
	@touch $@ $(VENV)/.run

run: $(VENV)/.run  ## install what is needed and serve the chat over the articles that ship
	$(BIN)/python app.py

check: $(VENV)/.check lint types test  ## all that CI runs: install, lint, types, tests

lint: $(VENV)/.check  ## ruff: rules and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.check  ## mypy, strict
	$(BIN)/mypy .

test: $(VENV)/.check  ## pytest, offline
	$(BIN)/pytest

clean:  ## remove what was built: indexes and caches, not your articles
	rm -rf data/index data/demo data/runs .mypy_cache .ruff_cache .pytest_cache .hypothesis

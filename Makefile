# Everything that a person types. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help demo test lint container-check bench lock format clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet
UV_COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 17

demo: $(VENV)/.sandbox ## Try it in a browser: no Slack account needed (PORT=9000, RESET=1)
	@$(BIN)/alliance demo $(if $(PORT),--port $(PORT)) $(if $(RESET),--reset)

test: lint ## Lint, types, import contracts, and every test
	@$(BIN)/python -m pytest

lint: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

container-check: $(VENV)/.dev ## Carry out the Dockerfile without Docker (a minute; part of the tests where CI is set)
	@CI=true $(BIN)/python -m pytest -n0 tests/test_container.py

bench: $(VENV)/.dev ## Measure speed and endurance (some minutes; no test)
	@$(BIN)/python -m benchmarks

format: $(VENV)/.dev ## Put the code into shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: $(VENV)/.uv ## Pin every dependency again
	@for set in run sandbox dev; do \
		$(UV_COMPILE) $$(test $$set = run || echo --extra $$set) pyproject.toml --output-file locks/$$set.txt || exit; \
	done
	@$(UV_COMPILE) --group build --output-file locks/build.txt

clean: ## Remove what the other commands made
	rm -rf $(VENV) .demo

# The environment has a stamp for each set of dependencies, so that a second run starts at once.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	@echo "Making a virtual environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.%: locks/%.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned packages of $< (about a minute, once) …"
	@$(PIP_INSTALL) --require-hashes --requirement $<
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.uv: | $(VENV)/bin/python
	@$(PIP_INSTALL) uv
	@touch $@

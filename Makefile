# Havenkeep. `make start` runs it; `make check test` is what a change must pass.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8000
HAVENKEEP_DATA ?= ./instance
export HAVENKEEP_DATA
BIN := .venv/bin
CORES := -n auto --dist worksteal
STATIC := env HAVENKEEP_DATA=build/check DJANGO_SETTINGS_MODULE=havenkeep.config.settings

.PHONY: help setup start check format test e2e postgres bench

help: ## say what there is
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## /  make \1\t/' | expand -t 20

setup: ## prepare .venv with everything a developer needs
	@scripts/setup

start: ## run Havenkeep on http://127.0.0.1:8000 (PORT=, HAVENKEEP_DATA=, OPTIONS=--lan)
	@scripts/setup run
	@exec $(BIN)/havenkeep start --port $(PORT) $(OPTIONS)

check: setup ## format, lint, import direction, types, templates, migrations
	@mkdir -p build/check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/djlint src --lint --profile=jinja --extension=jinja --quiet
	$(STATIC) $(BIN)/python -m django check --fail-level WARNING
	$(STATIC) $(BIN)/python -m django makemigrations --check --dry-run

format: setup ## put the code in its usual form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: setup ## every test, on SQLite
	$(BIN)/pytest $(CORES)

e2e: setup ## only the tests that drive a browser
	$(BIN)/pytest -m e2e

postgres: setup ## every test that a database can change, on PostgreSQL
	scripts/postgres $(BIN)/pytest $(CORES) -m 'not e2e and not once'

bench: setup ## measure speed and size against their aims (JSON=FILE writes the figures too)
	$(BIN)/python -m benchmarks $(if $(JSON),--json $(JSON))

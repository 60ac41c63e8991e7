# Everything starts here: `make help` lists what there is. All set-up is done by itself, once.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
PIP := $(PY) -m pip -qq --disable-pip-version-check install --require-hashes -r

# Node 18 or newer with npm runs Microsoft's Playground; where there is none, PyPI brings one.
ifneq ($(filter run demo,$(MAKECMDGOALS)),)
NODE := $(shell command -v npm >/dev/null 2>&1 && \
	node -e 'process.exit(+(parseInt(process.versions.node) < 18))' >/dev/null 2>&1 && echo found)
endif
RUN_STAMP := .venv/installed-$(if $(NODE),run,playground)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_STAMP) ## try the bot here: SQLite, and Microsoft's Playground beside it
	@$(PY) -m deploy

DEMO := FLASH_DATABASE_URL=sqlite+aiosqlite:///data/demo.db
demo: $(RUN_STAMP) ## the same with two years of an invented Mission Locale behind it
	@test -e data/demo.made || { rm -f data/demo.db*; $(DEMO) $(PY) -m bot demo && touch data/demo.made; }
	@$(DEMO) $(PY) -m deploy

workers := auto
test: .venv/installed-dev playground ## run the whole suite, on SQLite, PostgreSQL and Chromium: make test workers=2
	@$(PY) -m pytest -n $(workers)

anyday: .venv/installed-dev playground ## test what knows a clock as if on a drawn day: make anyday seed=… at=2026-12-31T23:40
	@$(PY) -m tests.anyday $(if $(seed),--seed '$(seed)') $(if $(at),--at '$(at)') --workers $(workers)

check: lint test ## check format, rules, types and architecture, then run the tests

lint: .venv/installed-dev ## check format, rules, types and architecture
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv/installed-dev ## write the code as the formatter wants it
	.venv/bin/ruff format
	.venv/bin/ruff check --fix

manifest: .venv/installed-run ## build the Teams app, dist/flash-amelioration.zip: make manifest app_id=… domain=…
	@$(PY) -m manifest $(if $(app_id),--app-id '$(app_id)') $(if $(domain),--domain '$(domain)')

pictures: .venv/installed-dev playground ## take the README's picture again, of a real card in the Playground
	@FLASH_TEST_REQUIRE=1 $(PY) -m pytest -q tests/acceptance/test_picture.py
	@cp tests/acceptance/screenshots/flash.png docs/images/flash.png

bench: .venv/installed-dev ## measure the bot against Microsoft's echo bots, and Friday at scale: make bench quick=1 record=1
	@$(PY) -m tests.bench $(if $(quick),--quick) $(if $(record),--record)

soak: .venv/installed-dev ## say fifty things a second for ten minutes and see what grows: make soak minutes=60
	@$(PY) -m tests.breaking.soak $(if $(minutes),--minutes $(minutes)) $(if $(database),--database $(database))

fuzz: .venv/installed-dev ## tell the bot ten thousand things that nobody says: make fuzz cases=N
	@$(PY) -m tests.attack $(if $(cases),--cases '$(cases)')

break: .venv/installed-dev ## kill the bot 20 times, take its database away for a minute: make break seconds=5
	@$(PY) -m tests.breaking $(if $(kills),--kills $(kills)) $(if $(seconds),--seconds $(seconds))

eval: .venv/installed-dev ## measure how well messages are understood: make eval corrections=FILE
	@$(PY) -m tests.corpus eval $(if $(corrections),--corrections '$(corrections)')

train: .venv/installed-dev ## learn again from the labelled messages
	@$(PY) -m tests.corpus train

migration: .venv/installed-dev ## write a migration from the models: make migration m="add the sites"
	@test -n '$(m)' || { echo 'Say what changes: make migration m="add the sites"'; exit 1; }
	@$(PY) -m storage.migrations '$(m)'

doors: .venv/installed-run ## write again what a proxy lets through, from the bot's routes
	@$(PY) -m deploy.doors

# What is pinned names packages and hashes, never where they came from.
LOCK := .venv/bin/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes \
	--no-header --no-annotate pyproject.toml

lock: .venv/installed-dev ## pin every dependency again, with hashes, from pyproject.toml
	$(LOCK) -o requirements.txt
	$(LOCK) --extra playground -c requirements.txt -o requirements-playground.txt
	$(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt

# Strict: a library that cannot be looked up is a failure, not « no known vulnerability ».
audit: .venv/installed-dev ## ask which pinned libraries have known vulnerabilities (needs pypi.org)
	.venv/bin/uv tool run pip-audit@2.10.1 --require-hashes --disable-pip --strict \
		$(foreach lock,$(wildcard requirements*.txt),-r $(lock))

clean: ## remove what make made, your data excepted
	rm -rf .venv node_modules dist devTools .bench .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find bot cards deploy domain manifest storage tests -name __pycache__ -prune -exec rm -rf {} +

# --- set-up -------------------------------------------------------------------------------------

# The browser tests want the Playground; without it the suite says so and runs without them.
playground: .venv/installed-dev
	@$(PY) -m deploy.node || true

.venv/bin/python:
	@deploy/make-venv

.venv/installed-dev: requirements-dev.txt .venv/bin/python
	@echo 'Installing the tools and dependencies of development (once)…'
	@$(PIP) $<
	@touch .venv/installed-run .venv/installed-playground $@

.venv/installed-playground: requirements-playground.txt .venv/bin/python
	@echo 'Installation des dépendances et de Node.js, depuis PyPI (une seule fois)…'
	@$(PIP) $<
	@touch .venv/installed-run $@

.venv/installed-run: requirements.txt .venv/bin/python
	@echo 'Installation des dépendances, depuis PyPI (une seule fois)…'
	@$(PIP) $<
	@touch $@

.PHONY: help run demo test anyday check lint format manifest pictures bench break soak fuzz eval train migration doors lock audit clean playground

# `make site` builds the site, `make test` runs every test. Both set up what they need in .venv.

VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
COMPILE := pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

# Handed on to build.py and to pytest: make site ARGS="--drafts", make test ARGS="tests/vega -k title".
ARGS ?=

export PYTHON

.DEFAULT_GOAL := site
.PHONY: site setup test check soak lock clean

site: setup
	@$(BIN)/python build.py $(ARGS)

# What a build needs; instant when it is there already.
setup: $(VENV)/.runtime

test: $(VENV)/.dev
	@NUTGRAF_CHROMIUM="$$(.ci/chromium --install)" && export NUTGRAF_CHROMIUM && \
		echo "Browser: $$NUTGRAF_CHROMIUM" && $(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

soak: $(VENV)/.dev
	@NUTGRAF_CHROMIUM="$$(.ci/chromium --install)" && export NUTGRAF_CHROMIUM && \
		$(BIN)/python -m pytest -m soak -n auto -rP $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# The lock files name no index, so that they serve behind any mirror.
lock:
	@.ci/venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(VENV)/lock/bin/uv $(COMPILE) --output-file requirements.lock
	$(VENV)/lock/bin/uv $(COMPILE) --extra dev --output-file requirements-dev.lock

# Leaves site/.gitignore, which is tracked.
clean:
	rm -rf $(VENV) .nutgraf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find site -mindepth 1 ! -name .gitignore -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.runtime: requirements.lock .ci/venv
	@.ci/venv $(VENV)
	@echo "Installing what the build needs …"
	@$(PIP_INSTALL) requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock .ci/venv
	@.ci/venv $(VENV)
	@echo "Installing what the tests need …"
	@$(PIP_INSTALL) requirements-dev.lock
	@touch $@ $(VENV)/.runtime

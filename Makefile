# The two that matter: `make run` and `make test`. `make` alone lists them all.
# Every path is relative, so that the checkout may lie in a folder with spaces in its name.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

PORT ?=
TESTS ?=
UPGRADE ?=

.PHONY: help run test proofs check fmt docs bench fuzz lock release wheel sbom audit screenshots pictures clean system

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: .venv/run.stamp ## open the app on this computer, with the demonstration practice (PORT=8600)
	@exec $(BIN)/vendor-eval serve --demo $(if $(PORT),--port $(PORT))

test: system .venv/dev.stamp ## install what the tests need and run all of them (TESTS=tests/unit for some)
	@$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(TESTS)

system:
	@scripts/system-packages

fuzz: .venv/dev.stamp ## damage valid files of every kind (MUTANTS=10000 of each), then atheris where it is installed
	@VENDOR_EVAL_MUTANTS=$(or $(MUTANTS),10000) $(BIN)/pytest --numprocesses 0 tests/hostile/test_mutants.py
	@if $(BIN)/python -c "import atheris" 2>/dev/null; then \
		$(BIN)/python -m tests.fuzz.importers .fuzz -max_total_time=600 -artifact_prefix=.fuzz/; \
	else echo "NOT TESTED: atheris is not installed, so nothing was guided by coverage"; fi

proofs: system .venv/dev.stamp ## prove that nothing is lost, at full length: ten minutes and more, on a calm machine
	@VENDOR_EVAL_FULL_PROOFS=1 $(BIN)/pytest -n 0 --log-cli-level INFO tests/faults tests/conformance/test_backup.py tests/property/test_two_editors.py

check: .venv/dev.stamp ## format, lint, types, import contracts, generated documents
	@$(BIN)/ruff format --check --output-format concise || { echo "Run: make fmt" >&2; exit 1; }
	@$(BIN)/ruff check --quiet
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy
	@$(BIN)/python -m scripts.documents --check

fmt: .venv/dev.stamp ## put the code into shape
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format --quiet

docs: .venv/dev.stamp ## write the generated documents anew
	@$(BIN)/python -m scripts.documents

bench: .venv/bench.stamp ## measure us, the peers and the limits in one run; writes docs/benchmarks.md
	@$(BIN)/python -m benchmarks --write docs/benchmarks.md

screenshots: .venv/dev.stamp ## pictures of the pages, light and dark, desk and phone, in build/screenshots
	@$(BIN)/python -m scripts.screenshots build/screenshots

pictures: .venv/dev.stamp ## the pictures of the README, in docs/pictures
	@$(BIN)/python -m scripts.pictures docs/pictures

release: .venv/dev.stamp ## gather the changes since the last release into CHANGELOG.md (docs/releasing.md)
	@$(BIN)/python -m scripts.changelog

wheel: .venv/dev.stamp sbom ## the package as a wheel and a source archive, in dist
	@$(BIN)/hatchling build

sbom: .venv/dev.stamp ## every package that users run, with licences and hashes, as CycloneDX in dist
	@$(BIN)/python -m scripts.bill_of_materials dist

audit: .venv/bench.stamp ## look up advisories on every locked package; fails when it cannot (needs the network)
	@$(BIN)/python -m scripts.advisories

lock: ## write the locks from pyproject.toml (needs uv; UPGRADE=1 takes the newest versions)
	@scripts/lock $(if $(UPGRADE),--upgrade)

clean: ## remove everything that was made here
	@rm -rf .venv build dist .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +

# What `bench` installs contains what `dev` needs, and that what `run` needs: the one answers for
# the other.
.venv/run.stamp: requirements/run.txt pyproject.toml
	@scripts/virtual-environment
	@echo "Installing what the app needs; the first time takes a minute or two." >&2
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt pyproject.toml
	@scripts/virtual-environment
	@echo "Installing what the app and its tests need; the first time takes a minute or two." >&2
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch .venv/run.stamp $@

.venv/bench.stamp: requirements/bench.txt pyproject.toml
	@scripts/virtual-environment
	@echo "Installing what the app, its tests and its peers need; it takes a minute or two." >&2
	@$(PIP) install --require-hashes --requirement requirements/bench.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch .venv/run.stamp .venv/dev.stamp $@

# Two commands: `make run` produces the sample county's notices, `make test` proves the program.
# Both share one set-up, which needs python3 (3.11 or newer), pip, git and make; neither root nor python3-venv.

PYTHON ?= python3
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
BIN := .venv/bin

.PHONY: run year test lint check clean

run: .venv/.ready
	$(BIN)/tongbao run --period 2022-04 --quiet || test $$? -eq 1
	$(BIN)/tongbao run --period 2023-03 --quiet || test $$? -eq 1
	$(BIN)/tongbao run --period 2023-04 || test $$? -eq 1

# The two sample years, every month and the ten-day bulletins of April to June 2023, in build/year: some minutes.
YEAR := build/year
year: .venv/.ready
	rm -rf $(YEAR)
	mkdir -p $(YEAR)
	cp -R config.yaml templates $(YEAR)/
	$(BIN)/python -m tools.sample_county --years $(YEAR)/inbox
	for period in $$(ls $(YEAR)/inbox | $(BIN)/python -m tools.sample_county.order); do \
		echo $$period; $(BIN)/tongbao run --workspace $(YEAR) --period $$period --quiet || test $$? -eq 1 || exit 1; done

test: .venv/.ready lint
	$(BIN)/python -m pytest

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: .venv/.ready
	$(BIN)/tongbao check

.venv/.ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv --without-pip .venv
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --require-hashes -r requirements.lock
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q pipeline
	touch $@

clean:
	rm -rf .venv state

# One command for each intention. Everything happens in a virtual environment of its own.
#   make serve   build the course and open it on this machine
#   make test    all tests (those in a browser and of the PDF too, where chromium and Pango are installed)
#   make quick   the inner loop: style, types, and the tests that take seconds
#   make pdf     the whole course as one PDF to print (needs Pango)
#   make wheel   one file for pip, with the built course inside, in dist/
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# What is used is compiled at its first use, and read by the hundred programs that the tests start after it, whatever the
# shell says; all else that is installed is never compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve build pdf wheel test quick test-code test-notebooks test-book test-pdf test-site test-lab test-life test-wheel test-lite test-language lint check clean
.DEFAULT_GOAL := serve

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed. Name another with: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) (a few minutes the first time) …"
	@$(PYTHON) -m venv $(VENV) || { echo "Install the venv package first: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --constraint constraints.txt --editable ".[notebook,book,pdf,test,site]"
	@touch $(READY)

serve: build
	$(BIN)/collabkit serve --open

build: $(READY)
	$(BIN)/collabkit build

pdf: $(READY)
	$(BIN)/collabkit build --pdf

# The build's own needs are fetched by pip for the moment of the build.
wheel: build
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

# What needs one core alone goes two at a time, the longest first. The PDF needs Pango, and browser tests need chromium.
# ALSO names what only CI wants: the options of the build.
PAPER = $(shell $(BIN)/python -c "import weasyprint; print('test-pdf')" 2>/dev/null)
BROWSER = $(shell command -v chromium)
PAIRS = $(MAKE) --no-print-directory --jobs 2 --output-sync=target

test: $(READY)
	@$(PAIRS) lint test-book
	@$(if $(PAPER),,echo "Tests of the PDF: left out, because Pango is not installed. They run in CI.")
	@$(if $(BROWSER),,echo "Browser tests: left out, because chromium is not installed. They run in CI.")
	@$(PAIRS) $(PAPER) $(ALSO) test-notebooks $(if $(BROWSER),test-wheel)
	@$(MAKE) --no-print-directory test-code $(if $(BROWSER),test-site test-lab)

quick: lint
	$(BIN)/python -m pytest -q -n 2 -m "not slow" tests/unit collabkit --doctest-modules

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test-code: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal --durations 20 tests/unit tests/findings tests/notebooks collabkit --doctest-modules --ignore tests/notebooks/test_lab.py

test-notebooks: $(READY)
	COLLABKIT_WORKBOOK=off $(BIN)/python -m pytest --nbval --nbval-cell-timeout=120 -p no:cacheprovider exercises

test-book: $(READY)
	$(BIN)/collabkit check
	$(BIN)/collabkit build

# The course on paper; what was read for the pages is not read again.
test-pdf: $(READY)
	$(BIN)/python -m pytest tests/pdf

# The course in a real browser, and the walks of test-life beside; the book must be built. Each worker takes one test
# at a time, the longest first; three keep two cores at work. What is timed runs by itself. What failed is named last,
# where it is still seen in a record that was cut short.
test-site: $(READY)
	$(BIN)/python -m pytest -n 3 --maxschedchunk 1 --durations 20 -rPfE tests/site tests/life --ignore tests/site/test_speed.py
	$(BIN)/python -m pytest tests/site/test_speed.py

# Every notebook in a real JupyterLab, typed into.
test-lab: $(READY)
	$(BIN)/python -m pytest -n 2 tests/notebooks/test_lab.py

# A reader of no plan at all, in Chromium and in Firefox; the book must be built.
test-life: $(READY)
	$(BIN)/python -m pytest -n 2 -rA tests/life

# The wheel, in a fresh environment without a network and in a browser; the book must be built.
test-wheel: $(READY)
	$(BIN)/python -m pytest tests/wheel

# The notebooks in a browser; the book must be built. They are built for this, which takes packages from pip's cache or
# from where it fetches them.
test-lite: $(READY)
	$(BIN)/python -m pytest -rA tests/lite

# The course as a translation: built once more, in letters that are not English.
test-language: $(READY)
	$(BIN)/python -m pytest -rA tests/language

check: $(READY)
	$(BIN)/collabkit check

clean:
	rm -rf _build dist .pytest_cache .mypy_cache .ruff_cache

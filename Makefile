# `make report` and `make test` each set up .venv and need nothing by hand but Python 3.11+, git and make.
PYTHON ?= python3
SEED   := seeds/000_ed0ec8543009b9f7.txt
CORPUS := seeds/corpus
CONCEPTS := seeds/concepts.yaml
GROUP  := _(.+)_
BIN    := .venv/bin
READY  := .venv/.ready
TEXT    = $(or $(SHARED),../shared)
PAGES   = $(or $(TYPESET),.venv/pages)

.PHONY: help report test test-ocr lowest lint format lab figures docs dist results catalogues bench profile fit fit-lines fuzz mutants lock font clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

report: $(READY)  ## execute the notebooks on the seed document, and on the seed corpus: reports/…/index.html
	$(BIN)/analysis report $(SEED) --out reports
	$(BIN)/analysis corpus $(CORPUS) --out reports/corpus --group '$(GROUP)' --concepts $(CONCEPTS)

test: $(READY) lint  ## lint, doctests, unit, notebook and browser tests, and how much of the package they run
	$(BIN)/python -m pytest --cov --cov-report= --cov-fail-under=0
	@$(BIN)/coverage report --sort=cover > .venv/coverage.txt; status=$$?; \
	  awk -v floor=$$(sed -n 's/^fail_under = //p' pyproject.toml) '$$NF + 0 < floor || /^TOTAL/' .venv/coverage.txt; exit $$status

test-ocr: $(READY)  ## the tests of scans, with the extra ocr (some 150 MB more) from requirements-ocr.lock
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation --use-pep517 -r requirements-ocr.lock
	$(BIN)/python -m pytest -n 0 tests/document/test_scans.py

lowest: $(READY)  ## the tests, but for browser and notebooks, with the lowest version of each package that pyproject.toml allows
	$(BIN)/uv pip compile pyproject.toml --group dev --extra formats --resolution lowest-direct --no-emit-index-url \
	  --quiet --output-file .venv-lowest.txt
	rm -rf .venv-lowest
	$(BIN)/uv venv --quiet --python $(BIN)/python .venv-lowest
	sed -n '/^\(setuptools\|hatchling\|editables\)==/p' .venv-lowest.txt | $(BIN)/uv pip install --quiet --python .venv-lowest -r -
	$(BIN)/uv pip install --quiet --python .venv-lowest --no-build-isolation -r .venv-lowest.txt --editable .
	.venv-lowest/bin/python -m pytest -W default --ignore tests/reports --ignore tests/test_install.py

lint: $(READY)  ## ruff: rules and format; mypy: types; import-linter: the order of packages; deptry: what is depended on
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .

format: $(READY)  ## mend what `make lint` would say
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# LANG is the variable of the system's locale too: only what is given to make is a language of the notebooks.
SPOKEN = $(if $(filter command,$(origin LANG)),$(LANG))
lab: $(READY)  ## open JupyterLab on lab/, your copies of the notebooks; ROOT=folder also shows what is in that folder, LANG=zh (or zh-Hant, en) chooses their language
	@ANALYSIS_LANGUAGE="$(SPOKEN)" $(BIN)/python .jupyter/workspace.py
	ANALYSIS_LANGUAGE="$(SPOKEN)" LAB_ROOT="$(ROOT)" $(BIN)/jupyter lab --config=.jupyter/config.py

IN_CHINESE = 02_term_frequencies_1 04_duplicate_audit_2
figures: $(READY)  ## draw figures/ from the seed document and the seed corpus, and those in Chinese that Chinese pages show
	rm -rf figures
	$(BIN)/analysis report $(SEED) --out reports --figures figures
	$(BIN)/analysis corpus $(CORPUS) --out reports/corpus --group '$(GROUP)' --concepts $(CONCEPTS) --figures figures
	$(BIN)/analysis report $(SEED) --lang zh-Hans --out .venv/reports-zh --figures .venv/figures-zh
	mkdir figures/zh && cp $(IN_CHINESE:%=.venv/figures-zh/%.png) figures/zh

docs: $(READY)  ## build the documentation site, site/index.html, offline, if its examples print what it says; before that docs/api.md and the measured lines of the READMEs
	$(BIN)/python docs/build.py
	$(BIN)/python docs/examples.py --check
	$(BIN)/python docs/make_site.py site

results: $(READY)  ## run the measurements of docs/accuracy.md on SHARED=../shared; results/ has all tables, versions and seeds, described as an RO-Crate
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation --use-pep517 -r benchmarks/requirements.lock
	$(BIN)/python benchmarks/results.py $(TEXT) results $(NAMES)

dist: $(READY)  ## build wheel and sdist into dist/, the same bytes twice; check them, and install the wheel on the Pythons at hand
	$(BIN)/python .ci/dist.py

catalogues: $(READY)  ## bring the catalogues of messages in step with the package; lists what has no translation yet
	$(BIN)/python docs/catalogues.py

bench: $(READY)  ## measure against peers: prints tables; TEXTS=folder measures on texts of your own, GOLD=folder words on gold sets
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation --use-pep517 -r benchmarks/requirements.lock
	@for f in benchmarks/*.py; do case $$f in */fit.py|*/fit_kinds.py|*/fit_misread.py|*/fit_new_words.py|*/fit_repeats.py|*/fit_starts.py|*/kinds.py|*/fuzz.py|*/lines.py|*/mutants.py|*/own_lines.py|*/results.py|*/signals.py|*/times.py) continue;; */columns.py|*/harm.py|*/repair.py|*/typeset.py|*/differences.py|*/peers.py|*/repeats.py) texts=$(TEXT); [ -d $$texts/prose ] || continue;; */audit.py|*/terms.py|*/corpus.py) texts=$(TEXTS);; */segmentation.py) texts=$(GOLD); [ -d "$$texts" ] || continue;; *) texts=;; esac; \
	  echo "## $$f"; $(BIN)/python $$f $$texts || exit 1; done

profile: $(READY)  ## where the time of each main job goes, the 15 functions that take most: TEXTS=folder on texts of your own
	$(BIN)/python benchmarks/times.py $(TEXTS)

fit: $(READY)  ## fit the models of line ends, block kinds, misread characters, repeats, lost beginnings and new words on SHARED=../shared and pages set from it; judge them on what was left out
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation --use-pep517 -r benchmarks/requirements.lock
	PYTHONPATH=benchmarks $(BIN)/python -m planted.typeset $(TEXT) $(PAGES) --count 90
	$(BIN)/python benchmarks/fit.py $(TEXT) $(PAGES)
	$(BIN)/python benchmarks/fit_kinds.py $(TEXT) $(PAGES)
	$(BIN)/python benchmarks/fit_misread.py $(TEXT)
	$(BIN)/python benchmarks/fit_repeats.py $(TEXT)
	$(BIN)/python benchmarks/fit_starts.py $(TEXT)
	$(BIN)/python benchmarks/fit_new_words.py $(TEXT)
	$(BIN)/python benchmarks/lines.py $(TEXT) document $(PAGES)
	$(BIN)/python benchmarks/lines.py $(TEXT) genre $(PAGES)
	$(BIN)/python benchmarks/kinds.py $(TEXT) document $(PAGES)
	$(BIN)/python benchmarks/kinds.py $(TEXT) genre $(PAGES)
	$(BIN)/python benchmarks/differences.py $(TEXT)
	$(BIN)/python benchmarks/repeats.py $(TEXT)

fit-lines: $(READY)  ## a model of line ends of your own, OUT=mine.json, from the corrected texts in LINES=folder beside those of SHARED=../shared
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation --use-pep517 -r benchmarks/requirements.lock
	PYTHONPATH=benchmarks $(BIN)/python benchmarks/fit.py $(TEXT) "" $(LINES) $(OUT)

fuzz: $(READY)  ## random texts through every step, for MINUTES=1 from DRAW=1; what breaks a promise is kept in fuzz/
	$(BIN)/python benchmarks/fuzz.py $(or $(MINUTES),1) $(or $(DRAW),1)

mutants: $(READY)  ## wrong programs, COUNT=25 of each package (PACKAGES="words terms") drawn as DRAW=1: which of them no test notices
	nice $(BIN)/python benchmarks/mutants.py $(PACKAGES) --count $(or $(COUNT),25) --seed $(or $(DRAW),1)

lock: $(READY)  ## refresh requirements.lock from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group dev --extra formats --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra ocr --constraint requirements.lock --universal --python-version 3.11 \
	  --upgrade --generate-hashes --no-emit-index-url --quiet --output-file requirements-ocr.lock
	$(BIN)/uv pip compile --group dist --constraint requirements.lock --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --quiet --output-file requirements-dist.lock
	$(BIN)/uv pip compile --group peers --constraint requirements.lock --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --quiet --output-file benchmarks/requirements.lock

font: $(READY)  ## rebuild the bundled font from Debian's fonts-noto-cjk
	$(BIN)/python analysis/fonts/build.py

clean:  ## remove what the other commands made
	rm -rf .venv .venv-lowest .venv-lowest.txt .coverage reports site dist results .pytest_cache .ruff_cache .mypy_cache .hypothesis

# jieba comes as source only; setuptools, from the lock and with its hashes, builds it. So no build
# downloads anything that the lock does not name. pip compiles bytecode as it installs.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "Setting up .venv from requirements.lock; this takes a minute or two, once."
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@sed -n '/^setuptools==/,/^ *#/{/#/!p;}' requirements.lock > .venv/build.lock
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r .venv/build.lock
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation --use-pep517 -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

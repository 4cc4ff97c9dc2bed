# What an office and a developer need, each one word. Python 3.11 and make are enough.

IS_3_11 := -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'
PYTHON ?= $(shell for python in python3.11 python3; do \
	command -v $$python > /dev/null && $$python $(IS_3_11) && echo $$python && break; done)
BIND ?= 127.0.0.1:8000

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
# A developer's own database and debugging stay out of the tests.
CLEAN := env -u DATABASE_URL -u DEBUG
# In CI nothing may be skipped.
SKIPPED := if [ "$${CI:-}" = true ]; then echo "CI: tidak boleh dilewati." >&2; exit 1; fi

.DEFAULT_GOAL := help
.PHONY: help run demo test soak lint bundle

help: ## menampilkan daftar ini
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: demo ## memasang, menyiapkan contoh, lalu melayani di 127.0.0.1:8000
	DEBUG=1 exec $(BIN)/gunicorn kinerja.wsgi --bind $(BIND) --workers 2 --threads 4 \
		--preload --no-control-socket

demo: .venv/installed ## menyiapkan basis data dan contohnya
	@DEBUG=1 $(MANAGE) migrate --verbosity 0
	@DEBUG=1 $(MANAGE) demo

test: .venv/installed-dev ## menguji pada SQLite, PostgreSQL, dan Chromium
	$(CLEAN) $(PYTEST) -n auto --dist loadgroup -m "not browser and not soak"
	@code=0; $(CLEAN) tests/with_postgres $(PYTEST) -n auto --dist loadgroup -m "not browser and not soak" || code=$$?; \
	if [ $$code -eq 77 ]; then echo "Pengujian pada PostgreSQL dilewati."; $(SKIPPED); \
	else exit $$code; fi
	@if command -v chromium > /dev/null; then $(CLEAN) $(PYTEST) -n 2 --dist loadfile -m "browser and not soak"; \
	else echo "Pengujian pada Chromium dilewati: chromium tidak ditemukan."; $(SKIPPED); fi

soak: .venv/installed-dev ## menguji lama: urutan acak, balapan, mati mendadak, segel, ubahan (berjam-jam)
	$(CLEAN) $(PYTEST) -m soak
	@code=0; $(CLEAN) tests/with_postgres $(PYTEST) -m soak || code=$$?; \
	if [ $$code -eq 77 ]; then echo "Pengujian pada PostgreSQL dilewati."; $(SKIPPED); \
	else exit $$code; fi

bundle: .venv/installed ## membuat satu berkas untuk memasang tanpa internet (dist/)
	$(BIN)/python deploy/bundle/build.py

lint: .venv/installed-dev ## memeriksa gaya penulisan dan migrasi
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(CLEAN) $(MANAGE) makemigrations --check --dry-run

.venv/installed: requirements.txt | .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt requirements-tte.txt requirements.txt | .venv
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@touch $@ .venv/installed

.venv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 tidak ditemukan." >&2; exit 1; }
	$(PYTHON) -m venv .venv

# `make run` opens the dashboard, `make test` checks everything; `make help` says the rest.
# Works with GNU make on Linux and macOS. On Windows: see README.md.

PYTHON ?= python3
VENV := .venv
VENV_PYTHON := $(VENV)/bin/python
PIP_INSTALL := $(VENV_PYTHON) -m pip install --disable-pip-version-check -q

# make run DATA=mijn-regio.gpkg
ifneq ($(DATA),)
export MAPPING_DATA := $(DATA)
endif

# The first port from 8501 on where nothing answers, on either address that browsers take "localhost" for: Streamlit's
# own search tries 127.0.0.1 only, and the browser could then show another program's page.
define FREE_PORT
import socket

def answers(port):
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.settimeout(1)
                if probe.connect_ex((host, port)) == 0:
                    return True
        except OSError:
            continue
    return False

print(next(port for port in range(8501, 8601) if not answers(port)))
endef
export FREE_PORT

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-lang bench example

help:
	@echo "make run        open het dashboard in de browser (stoppen: Ctrl+C)"
	@echo "                  DATA=regio.gpkg   met uw eigen regiobestand"
	@echo "                  PORT=8600         op een poort die u zelf kiest"
	@echo "make test       controleer alles: regels, berekeningen, pagina's, browser"
	@echo "                  ONLY=unit         een deel: ruff format architecture unit database pages browser"
	@echo "make test-lang  hetzelfde, met de lange tests erbij"
	@echo "make bench      meet de snelheid"
	@echo "make example    maak data/voorbeeld.gpkg opnieuw uit data/voorbeeld/*.csv"

# The app fills static/; Streamlit wants to see the folder before that.
run: $(VENV)/.installed
	@mkdir -p static
	@port="$(PORT)"; port="$${port:-$$($(VENV_PYTHON) -c "$$FREE_PORT")}" && \
	echo "Zin in kaart: http://localhost:$$port (stoppen: Ctrl+C)" && \
	exec $(VENV_PYTHON) -m streamlit run app.py --server.port "$$port"

test: $(VENV)/.installed-tests
	@$(VENV_PYTHON) tests/run.py $(if $(ONLY),--only $(ONLY))

test-lang: $(VENV)/.installed-tests
	@$(VENV_PYTHON) tests/run.py --lang $(if $(ONLY),--only $(ONLY))

bench: $(VENV)/.installed-tests
	@for file in tests/bench/bench_*.py; do \
	  echo; echo "$$file"; \
	  $(VENV_PYTHON) -m tests.bench."$$(basename "$$file" .py)" || exit 1; \
	done

example: $(VENV)/.installed
	@$(VENV_PYTHON) -m mapping example

# The empty files .made, .installed and .installed-tests remember what was done; pip runs only when a list is newer.

$(VENV)/.made:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null || { \
	  echo "Zin in kaart heeft Python 3.11, 3.12 of 3.13 nodig. Kies er een met: make $(MAKECMDGOALS) PYTHON=python3.12"; \
	  exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
	  rm -rf $(VENV); \
	  echo "Python kan geen eigen omgeving (venv) maken. Op Debian of Ubuntu: sudo apt install python3-venv"; \
	  exit 1; }
	@touch $@

$(VENV)/.installed: requirements.txt $(VENV)/.made
	@echo "Installeren van wat het dashboard nodig heeft; dit duurt een paar minuten, alleen de eerste keer."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.installed-tests: tests/requirements.txt $(VENV)/.installed
	@echo "Installeren van wat de tests nodig hebben."
	@$(PIP_INSTALL) -r requirements.txt -r tests/requirements.txt
	@touch $@

# Coeruleus. `make run` shows the answer to a real question, `make test` checks everything.

SWIFT ?= swift
# Vector code for this machine where it has AVX2. No fused multiply-add: results keep the same bits with and without AVX2.
VECTOR := $(shell grep -qw avx2 /proc/cpuinfo 2>/dev/null && echo -Xcc -mavx2)
# Testable modules in every build, so that running and testing share one set of object files.
FLAGS := -c release $(VECTOR) -Xswiftc -enable-testing
TOOL := .build/release/coeruleus
SERVER := Server/.build/release/coeruleus-server

.PHONY: run build charts server serve test lint format bench validation calibrate docs clean

run: build charts
	$(TOOL) simulate Examples/nortriptyline-bupropion.yaml --html report.html
	@echo
	@echo "The same as an interactive page: report.html"

build:
	@Scripts/install-missing build
	$(SWIFT) build $(FLAGS) --product coeruleus

charts:
	@Scripts/fetch-chart-library

# The web server: a package of its own, because its stack takes some minutes to compile.
server: charts
	@Scripts/install-missing build
	$(SWIFT) build --package-path Server $(FLAGS) --product coeruleus-server

# The pages at http://localhost:8080; stop with Ctrl-C.
serve: build server
	$(TOOL) serve

test: charts
	@Scripts/install-missing test
	Scripts/run-tests

lint:
	Scripts/lint

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

bench:
	@Scripts/install-missing bench
	Scripts/bench

# Rewrites docs/validation.md from the shipped observations.
validation: build
	$(TOOL) validate --markdown docs/validation.md --summary

# Re-estimates Data/calibration.yaml from the calibration rows alone.
calibrate: build
	$(TOOL) calibrate --report docs/identifiability.md

# The reference pages of the modules, under build/docs.
docs:
	Scripts/write-docs

clean:
	rm -rf .build build Server/.build

# Coeruleus. `make run` shows the answer to a real question, `make test` checks everything.

SWIFT ?= swift
# Vector code for this machine where it has AVX2. No fused multiply-add: results keep the same bits with and without AVX2.
VECTOR := $(shell grep -qw avx2 /proc/cpuinfo 2>/dev/null && echo -Xcc -mavx2)
FLAGS := -c release $(VECTOR)
TOOL := .build/release/coeruleus

.PHONY: run build test lint format bench docs validation calibrate charts clean

run: build charts
	$(TOOL) simulate Examples/nortriptyline-bupropion.yaml --html report.html
	@echo
	@echo "The same as an interactive page: report.html"

build:
	@Scripts/install-missing build
	$(SWIFT) build $(FLAGS) --product coeruleus

charts:
	@Scripts/fetch-chart-library

test: build charts
	@Scripts/install-missing test
	Scripts/run-tests

lint:
	Scripts/lint

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

bench:
	Scripts/bench

validation: build
	$(TOOL) validate --markdown docs/validation.md --summary

calibrate: build
	$(TOOL) calibrate

docs: build
	Scripts/write-docs

clean:
	rm -rf .build build

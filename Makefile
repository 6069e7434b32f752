# SPDX-License-Identifier: Apache-2.0
# The commands of this project. Each is a script in tools/ or bench/; this file is their list.

.DEFAULT_GOAL := help
.PHONY: help run test bench bench-growth screenshots lint format stop clean proto migrate-new

help: ## list these commands
	@sed -nE 's/^([a-z-]+): *## (.*)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 24

run: ## install what is missing, build, and serve on http://localhost:30000 until Ctrl-C
	@tools/run

test: ## every test: release, storefront, sanitizers, lint, fuzzers; one summary at the end
	@tools/test

bench: ## measure against the baselines and write bench/RESULTS.md
	@bench/run

bench-growth: ## measure growth and overload and write bench/GROWTH.md: 20 minutes, 10 GB of disk
	@bench/growth/run

screenshots: ## take pictures of every page of the storefront into build/screenshots
	@tools/web screenshots

lint: ## check layout, clang-tidy, the project's own rules, SQL, protos and scripts
	@tools/lint

format: ## lay out every C++ file
	@tools/format

stop: ## stop what `make run` started, should its terminal be gone
	@tools/stop

clean: ## stop, then delete everything built and the local data
	@tools/clean

proto: ## generate the code of the .proto files
	@tools/proto

migrate-new: ## write an empty migration: make migrate-new service=order name=add_gift_note
	@tools/migrate_new "$(service)" "$(name)"

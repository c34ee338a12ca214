# gudok. Two commands for everybody: `make demo` and `make test`. `make help` lists the rest.
# Needed beforehand: Go 1.26, Node 20.19, make.

SHELL := /bin/bash
.DEFAULT_GOAL := help
export CGO_ENABLED ?= 0
export GOFLAGS ?= -mod=readonly

WEB := $(shell find web/src web/public web/index.html web/vite.config.ts web/package.json web/tsconfig.json -type f 2>/dev/null)
GO  := $(shell find . -name '*.go' -not -path './web/node_modules/*' -not -path './tools/*' 2>/dev/null) go.mod go.sum
DATA ?= data/demo

.PHONY: help demo build ui test needs test-go test-race test-web e2e lint lint-go pictures openapi bench nightly clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | column -t -s "$$(printf '\t')"

demo: build ## an invented centre with real SIP on loopback; prints its address and links
	bin/gudok demo --data $(DATA) $(ARGS)

build: bin/gudok ## the one binary, with the UI inside

bin/gudok: $(GO) web/dist/.built
	go build -ldflags="-s -w" -o $@ ./cmd/gudok

ui: web/dist/.built ## the UI only

web/node_modules/.installed: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

web/dist/.built: $(WEB) web/node_modules/.installed openapi.yaml
	cd web && npm run build
	@touch $@

test: needs lint test-web test-go test-race e2e ## everything; installs what the tests need (Debian packages as root or by sudo)

needs: ## gcc, chromium with fonts, sipp, baresip, linphonec, espeak-ng, postgresql: what the tests use
	tools/needs

test-go: web/dist/.built ## the Go tests: stories, simulation, both databases, real phones
	go test -count=1 -timeout 20m ./...

test-race: ## the same for the rooms with goroutines, under the race detector
	CGO_ENABLED=1 go test -count=1 -timeout 20m -race -short ./floor/... ./voice/... ./base/httpd/... ./base/bus/... ./base/journal/... ./sim/phone/... ./app/...

test-web: web/node_modules/.installed ## types, lint and tests of the UI
	cd web && npm run check && npm run lint && npm test

e2e: build ## a caller, an agent in a real browser, a supervisor; sipp, baresip, linphonec
	go test -count=1 -tags e2e ./app/e2e/...

lint: lint-go

lint-go: tools/bin/golangci-lint ## golangci-lint, from its own tools module
	test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	tools/bin/golangci-lint run ./...

tools/bin/golangci-lint: tools/go.mod tools/go.sum
	cd tools && go build -o bin/golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint

openapi: ## writes openapi.yaml and the generated client from the code
	go run ./cmd/gudok openapi > openapi.yaml.new && mv openapi.yaml.new openapi.yaml
	cd web && npm run api

pictures: build ## draws the screens in both themes and languages into docs/pictures
	cd web && npm run pictures

bench: build ## real servers, real load: CPU per call, latency, memory, beside the peers' figures
	go run ./sim/load -gudok bin/gudok
	go test ./voice/media -run '^$$' -bench 'Bare|Bridged|Recorded|Listened|Waiting' -benchtime 1x
	go test ./core/acd -run '^$$' -bench 'Decisions|Offer|Flat' -benchtime 200000x
	go test ./core -run '^$$' -bench EstimateJanuary -benchtime 1x -v
	go test ./staffing -count=1 -run Bank -v
	GOMAXPROCS=1 go test ./sim/whatif -run '^$$' -bench Day -benchtime 5x
	go test ./floor/replay -run '^$$' -bench . -benchtime 1x
	go test ./floor -run '^$$' -bench BoardAt -benchtime 10x

nightly: ## 10,000 simulated hours with settings changed under load, 10,000 crashes, 50 kills, the long runs of the simulator
	GUDOK_SIM_HOURS=10000 go test -count=1 -timeout 3h -run TestThousandHours ./sim
	GUDOK_CRASHES=10000 go test -count=1 -timeout 1h -run CrashesBetween ./floor
	GUDOK_KILLS=50 go test -count=1 -timeout 1h -tags e2e -run KillsBetween ./app/e2e
	GUDOK_WHATIF_LONG=1 go test -count=1 -timeout 3h -run 'TheCoreIn|Herzog' -v ./sim/whatif

clean: ## removes what was built
	rm -rf bin web/dist/* tools/bin web/node_modules

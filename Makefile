# Parvis. `make` lists what it can do. Needed: Go, git, make and sh.

GO ?= go
TOOL = $(GO) tool -modfile=internal/tools/go.mod
# Programs that `make test` unpacks where it may not install them.
export PATH := $(CURDIR)/var/programs/browser/bin:$(PATH)
# Tests never touch the database of a real service. `make check` vets the code, so that tests need not do it
# again. Most of the time of a first run goes into compiling: what is neither optimized nor written for debuggers
# is ready in two thirds of it, and the compiler takes more memory instead of collecting it.
TEST = env -u DATABASE_URL GOGC=400 $(GO) test -timeout=45m -vet=off -gcflags='all=-N -l' $(HOT) -ldflags='-w -s'
# Except where tests push megabytes through.
HOT = -gcflags=runtime/...= -gcflags=internal/runtime/...= -gcflags=bufio= -gcflags=compress/flate= -gcflags=encoding/xml= -gcflags=parvis/internal/exchange/...=
# What is measured is compiled as it is served.
BENCH = env -u DATABASE_URL $(GO) test -vet=off -ldflags=-w -run '^$$'

.DEFAULT_GOAL := help
.PHONY: help run build test test-fast race check bench fmt schema browser

help: ## Affiche cette liste
	@printf 'Parvis : ce que make sait faire\n\n'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r target text; do printf '%-18s %s\n' "$$target" "$$text"; done
	@printf '\n  PARVIS_ADDR=127.0.0.1:9000 make run    choisit une autre adresse\n'

run: build ## Ouvre la démonstration sur http://127.0.0.1:8080
	@exec bin/parvis demo

build: ## Construit le programme bin/parvis
	$(GO) build -trimpath -o bin/parvis ./cmd/parvis

test: browser ## Lance tous les essais, navigateur compris (installe ce qui manque)
	$(TEST) ./...

# The packages whose tests import nothing that matches a pattern.
WITHOUT = $(GO) list -f '{{join .TestImports "\n"}}{{"\n"}}{{join .XTestImports "\n"}}{{"\n"}}-> {{.ImportPath}}' ./... | awk '/$(1)/ {b=1} /^-> / {if (!b && $$2 !~ /$(1)/) print $$2; b=0}'

# Those whose tests need neither a browser nor LibreOffice, nor the compiling of another spreadsheet program.
LIGHT = $(call WITHOUT,browsertest|officetest|excelize)

# Of those, the ones that neither compile or start a store of files or an antivirus, nor walk over every form of the whole site.
FAST = $(call WITHOUT,browsertest|officetest|excelize|filestest) | grep -v '/walks$$'

test-fast: ## Lance les essais sans navigateur ni parcours de tout le site
	@packages=$$($(FAST)) && $(TEST) $$packages

race: ## Lance les essais sans navigateur sous le détecteur d’accès concurrents (installe un compilateur C)
	@$(GO) run ./internal/debs/compiler
	@packages=$$($(LIGHT)) && env -u DATABASE_URL CGO_ENABLED=1 $(GO) test -timeout=45m -vet=off -race -ldflags='-w -s' $$packages

check: ## Vérifie la mise en forme, le code et les fichiers générés
	@unformatted=$$(gofmt -l cmd internal migrations web); if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(TOOL) staticcheck ./...
	@$(TOOL) templ fmt -fail -log-level error web || { echo "templ fmt: des pages n’étaient pas mises en forme; elles le sont maintenant"; exit 1; }
	@before=$$(cat $$(find web -name '*_templ.go' | sort) | cksum); \
	$(TOOL) templ generate -log-level error && \
	after=$$(cat $$(find web -name '*_templ.go' | sort) | cksum); \
	if [ "$$before" != "$$after" ]; then echo "templ generate: les fichiers _templ.go n’étaient pas à jour"; exit 1; fi
	$(GO) mod tidy -diff

bench: ## Mesure le calcul des rétroplannings, les pages et la mémoire, sur dix ans de données, et le plus grand annuaire
	$(BENCH) -bench . -benchmem ./internal/...
	$(BENCH) -bench . -benchtime 2s ./web/bench
	$(BENCH) -bench . -benchtime 3x ./web/journeys

fmt: ## Met en forme le code et les pages
	gofmt -w cmd internal migrations web
	$(TOOL) templ fmt web
	$(TOOL) templ generate

schema: ## Récrit migrations/schema.sql, le schéma pour qui veut le lire
	$(GO) run ./internal/postgres/schemadump > migrations/schema.sql.new
	mv migrations/schema.sql.new migrations/schema.sql

browser:
	@$(GO) run ./internal/debs/browser

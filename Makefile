# gongbao: everything a person runs by hand. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help prerequisites build release deb linkage demo test test-deploy test-guide test-upgrade lint format bench bench-growth bench-latency bench-scale bench-horizon bench-analytics bench-duplicates bench-peers bench-history bench-extractors bench-parsers soak chaos score fuzz fuzz-decoding schema clean
SERVER := Tests/Scripts/server.sh
# As on a machine of its own; the log's files are kept, as they are on a server that has run for a while.
BENCH_SERVER := GONGBAO_SHARED_BUFFERS=1GB GONGBAO_SERVER_SETTINGS='min_wal_size = 4GB' $(SERVER)
# The one binary brings Swift's runtime, and the C++ one that it is written in: of libraries beside the C library libpq alone
# stays dynamic. The linker takes an archive only where it finds no shared library before it, so the archive gets a folder.
ARCHIVES := $(CURDIR)/.build/archives
RELEASE := swift build -c release --static-swift-stdlib -Xswiftc -L$(ARCHIVES) -Xswiftc -Xclang-linker -Xswiftc -static-libgcc --product

help:            ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 16

prerequisites:   ## installs the Debian packages that are missing (as root), else names them
	@Tests/Scripts/prerequisites.sh

build: prerequisites   ## debug build of everything, tests included
	swift build --build-tests

release: prerequisites $(ARCHIVES)/libstdc++.a ## the one static binary, .build/release/gongbao
	$(RELEASE) gongbao

$(ARCHIVES)/libstdc++.a:
	@mkdir -p $(@D)
	@ln -sf "$$(clang -print-file-name=libstdc++.a)" $@

deb: release     ## the Debian package, .gongbao/gongbao_VERSION_ARCHITECTURE.deb
	@Deploy/package.sh

linkage: release ## what the binary links, weighs and costs to start, against what it may
	@GONGBAO=.build/release/gongbao Tests/Scripts/linkage.sh

demo: release    ## private PostgreSQL, migrate, enqueue sample reports, work them, print status and rows
	@$(SERVER) run demo -- Tests/Scripts/demo.sh

# Dozens of databases come and go in a test run; the private server that holds them need not survive a power cut.
test: build      ## every test, against a private PostgreSQL
	@GONGBAO_SERVER_SETTINGS='fsync = off' $(SERVER) run test -- swift test --disable-xctest

test-deploy: release ## the package on a booted Debian: installs, works, breaks, upgrades, removes it (root; 5 minutes)
	@Tests/Scripts/deploy.sh $(SCENARIO)

test-guide: release ## every command of Deploy/guide, on a booted Debian of its own (root; 2 minutes)
	@Tests/Scripts/guide.sh

test-upgrade: release ## workers of the latest commit with fewer migrations and of this tree side by side (builds that one too)
	@Tests/Scripts/upgrade.sh $(COMMIT)

lint:            ## format check
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:          ## formats all sources in place
	swift format --in-place --recursive --parallel Package.swift Sources Tests

bench: release   ## extraction, end to end against the COPY-only floor; a table, and JSON in .gongbao/bench.json
	$(RELEASE) gongbao-bench
	@$(BENCH_SERVER) run bench -- Tests/Scripts/bench.sh $(BENCH)

bench-latency: release ## latency of a fresh report, idle and beside a backfill (BENCH="--backfill 200000"), and an idle worker's cost
	$(RELEASE) gongbao-bench
	@$(BENCH_SERVER) run bench -- Tests/Scripts/bench.sh latency $(BENCH)

chaos: release   ## faults injected while workers work, each audited in SQL; SCENARIO="kill restart", LONG=1, SEED=1
	@python3 Tests/Chaos/chaos.py $(if $(LONG),--long) $(if $(SEED),--seed $(SEED)) $(SCENARIO)

bench-scale: release  ## 1, 2 and 4 processes, beside the server and a millisecond away; share of claims that collided
	@python3 Tests/Benchmarks/queue/bench.py scale $(BENCH)

bench-horizon: release  ## 2 million jobs while a transaction is held open, and claims without and with it in turn; BENCH="--jobs 0" for the latter
	@python3 Tests/Benchmarks/queue/bench.py horizon $(BENCH)

bench-analytics: release  ## jobs/s beside an analyst's long query over all observations
	@python3 Tests/Benchmarks/queue/bench.py analytics $(BENCH)

bench-duplicates: release  ## what it costs to find near duplicates among a million; BENCH="--reports 100000" for fewer
	@python3 Tests/Benchmarks/queue/bench.py duplicates $(BENCH)

bench-peers: release  ## procrastinate, PgQueuer, chancy, awa and PgQ beside ours and a bare loop; jobs that do nothing
	$(RELEASE) gongbao-bench
	@Tests/Scripts/bench-peers.sh $(BENCH)

bench-history: release  ## jobs/s and what psql asks behind a generated history; BENCH="--jobs 50000000" takes 15 GB and ten minutes
	@python3 Tests/Benchmarks/queue/bench.py history $(BENCH)

soak: release  ## a worker at full speed for half an hour: its memory minute by minute; BENCH="--minutes 5" for a look
	@python3 Tests/Benchmarks/queue/bench.py soak $(BENCH)

bench-growth: release   ## how time and memory of extraction grow with the text: ten times the text at a time
	@python3 Tests/Benchmarks/growth.py .build/release/gongbao

bench-parsers:   ## instructions a byte of a page, and for twice the page, beside libxml2 and gumbo; 50 MB; needs valgrind
	@Tests/Parsers/parsers.py

bench-extractors: release   ## Recognizers-Text and JioNLP from PyPI on the gold documents, beside ours
	@Tests/Scripts/bench-extractors.sh

SECONDS ?= 60
fuzz: prerequisites    ## extraction under libFuzzer and AddressSanitizer for SECONDS=60
	@Tests/Scripts/fuzz.sh $(SECONDS)

fuzz-decoding: prerequisites    ## the decoders likewise, from the pages beside their tests
	@Tests/Scripts/fuzz-decoding.sh $(SECONDS)

score: release   ## extraction quality on the gold documents in ../shared
	@Tests/Scripts/score.sh

schema: build    ## writes the committed dump of the migrated schema anew
	@GONGBAO_SERVER_SETTINGS='fsync = off' GONGBAO_UPDATE_DUMP=1 $(SERVER) run schema -- swift test --disable-xctest --filter SchemaTests

clean:           ## removes what was built
	rm -rf .build .gongbao

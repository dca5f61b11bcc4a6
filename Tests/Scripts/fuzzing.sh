# Sourced by the fuzzers' scripts, which set `work`, the folder that has their target: where a run begins, and the run itself.
# fuzz_seeds — sets `seeds`, an empty folder for the inputs to begin with; with EXPLORE=1 the one that the last such run filled.
fuzz_seeds() {
    found=$work/found
    seeds=$work/seeds
    if [ -n "${EXPLORE:-}" ]; then seeds=$work/corpus; else rm -rf "$seeds" "$found"; fi
    mkdir -p "$seeds" "$found" "$work/findings"
}
# fuzz_run [SECONDS|FILE] OPTION… — runs the target for so long, 60 unless told, or on a file; ends the script with its status.
fuzz_run() {
    local what=${1:-60} name status=0 way
    name=$(basename "$work")
    shift
    # The backtracer would wait for an answer where a target traps.
    export SWIFT_BACKTRACE=enable=no
    # The allocator's leak check looks at every exit and finds the dictionaries, which live as long as the process.
    export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0:symbolize=0}
    if [ -f "$what" ]; then exec "$work/fuzz" "$what"; fi
    cd "$work"
    if [ -n "${EXPLORE:-}" ]; then
        way=(-fork=1 -ignore_crashes=1 "$seeds")
    else
        # A path that does not depend on where memory lies, on the order in which a folder is read, on the clock or on chance.
        export LC_ALL=C
        printf '%s\n' "$seeds"/* | paste -sd, | tr -d '\n' >seeds.list
        export SWIFT_DETERMINISTIC_HASHING=1
        way=(-seed=1 -verbosity=0 -use_cmp=0 -reload=0 -seed_inputs=@seeds.list "$found")
    fi
    # Into a file: a symbolizer that outlives the target would hold a pipe open.
    ./fuzz -max_total_time="$what" -rss_limit_mb=4096 -dict=words.dict -artifact_prefix=findings/ -print_final_stats=1 \
        "$@" "${way[@]}" >fuzz.log 2>&1 || status=$?
    grep -aE 'stat::(number|average|new)|^broken|SUMMARY|Test unit written' fuzz.log || true
    [ "$status" = 0 ] || echo "$name: failed, see .gongbao/$name/fuzz.log and findings/"
    exit "$status"
}

#!/usr/bin/env bash
# The main job from end to end on sample reports, against the server in GONGBAO_TEST_SERVER.
# Reports: Tests/Reports, or the folders named as arguments.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
gongbao=.build/release/gongbao
psql -X -q "$GONGBAO_TEST_SERVER" -c 'DROP DATABASE IF EXISTS gongbao WITH (FORCE)' -c 'CREATE DATABASE gongbao' 2>/dev/null
export PGOPTIONS='-c client_min_messages=warning'
GONGBAO_DATABASE_CONNINFO=${GONGBAO_TEST_SERVER/dbname=postgres/dbname=gongbao}
export GONGBAO_DATABASE_CONNINFO
say() { printf '\n\033[1m$ %s\033[0m\n' "$*"; }
run() { say "$@"; "$@"; }
folders=("$@")
[ $# -gt 0 ] || folders=(Tests/Reports)

run $gongbao migrate
run $gongbao enqueue "${folders[@]}"
say "INSERT INTO gongbao.report (source_url, content) VALUES (…)   # the same content again: a duplicate"
psql -X -q "$GONGBAO_DATABASE_CONNINFO" -v content="$(cat Tests/Reports/street_half_year.txt)" <<'SQL'
INSERT INTO gongbao.report (source_url, content) VALUES ('https://example.org/again', :'content' || E'\n');
SQL
run $gongbao worker --until-empty
run $gongbao status || [ $? -le 1 ]
say "psql: jobs"
psql -X "$GONGBAO_DATABASE_CONNINFO" -c "SELECT state, count(*) FROM gongbao.job GROUP BY state ORDER BY state"
say "psql: the first rows of one report"
psql -X "$GONGBAO_DATABASE_CONNINFO" -c "SELECT name, measure, value, unit, qualifier, status, period_start, period_end
    FROM gongbao.observation WHERE report_id = (SELECT min(report_id) FROM gongbao.observation) ORDER BY ordinal LIMIT 12"
psql -X -At "$GONGBAO_DATABASE_CONNINFO" -c "SELECT format('%s reports, %s sections, %s observations',
    (SELECT count(*) FROM gongbao.extraction), (SELECT count(*) FROM gongbao.section), (SELECT count(*) FROM gongbao.observation))"

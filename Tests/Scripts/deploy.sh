#!/usr/bin/env bash
# The package on a Debian with a real systemd and a PostgreSQL: installed, worked, disturbed, upgraded, removed.
# Prints a line for each thing checked; status 1 where any is not as it should be, with the journal's end.
#   deploy.sh [PATTERN]     only the scenarios whose name matches; `install` and `database` always run, the rest needs them
set -euo pipefail
. "$(dirname "$0")/booted.sh"
secret=pw-$RANDOM$RANDOM$RANDOM
machine gongbao-test

# Text for a shell inside; $1 and so on are its arguments.
shell() { inside bash -euo pipefail -c "$1" shell "${@:2}"; }
sql() { inside runuser -u postgres -- psql -X -q -A -t -v ON_ERROR_STOP=1 -d "${database:-gongbao}" -c "$1"; }
property() { inside systemctl show "${2:-gongbao-worker}" --property "$1" --value; }
journal() { inside journalctl --no-pager -o cat -u "${1:-gongbao-worker}"; }

# A check by a program that need not be here.
check_with() { if command -v "$1" >/dev/null; then check "${@:2}"; else echo "left out, for $1 is not installed: $2"; fi; }
explain() { inside journalctl --no-pager -n 15 -u 'gongbao-*'; }
# Waits for a condition; the limit is only there so that a failure ends.
eventually() {
    for _ in $(seq 600); do
        if "$@" >/dev/null 2>&1; then return; fi
        sleep 0.1
    done
    echo "never came true: $*"
    "$@"
}
not() { ! "$@"; }
is() { [ "$1" = "$2" ] || { echo "expected: $2"; echo "got:      $1"; return 1; }; }
status_says() { property StatusText "${2:-gongbao-worker}" | grep -F -- "$1" || { property StatusText "${2:-gongbao-worker}"; return 1; }; }
journal_says() { journal "${2:-gongbao-worker}" | grep -F -- "$1"; }
state_is() { is "$(property ActiveState "${2:-gongbao-worker}")" "$1"; }

enqueue() { sql "INSERT INTO gongbao.report (content) SELECT '一、工作回顾' || chr(10) || '完成投资' || g || '亿元，增长8%。$RANDOM$RANDOM' FROM generate_series(1, $1) AS g"; }
unsettled() { sql 'SELECT count(*) FROM gongbao.ticket AS t WHERE NOT EXISTS (SELECT FROM gongbao.outcome AS o WHERE o.job_id = t.id)'; }
settled() { is "$(unsettled)" 0; }
works() { enqueue "${1:-3}" && eventually settled; }
# Each job has one final outcome, each report its rows once.
audit() {
    is "$(sql "SELECT format('%s unsettled, %s failed, %s reports twice, %s with rows missing or twice',
        (SELECT count(*) FROM gongbao.ticket AS t WHERE NOT EXISTS (SELECT FROM gongbao.outcome AS o WHERE o.job_id = t.id)),
        (SELECT count(*) FROM gongbao.outcome WHERE state <> 'succeeded'),
        (SELECT count(*) FROM (SELECT report_id FROM gongbao.outcome GROUP BY 1 HAVING count(*) > 1) AS twice),
        (SELECT count(*) FROM gongbao.extraction AS e WHERE e.observation_count
            <> (SELECT count(*) FROM gongbao.observation AS o WHERE o.report_id = e.report_id)))")" \
        '0 unsettled, 0 failed, 0 reports twice, 0 with rows missing or twice'
}

scenario_install() {
    check_with lintian 'lintian finds no error and warns of nothing' lintian --allow-root --fail-on error,warning "$deb"
    check 'of libraries it wants those of C and of PostgreSQL alone' is "$(dpkg-deb -f "$deb" Depends | tr , '\n' | sed 's/^ *//; s/ (.*//' | grep ^lib | tr '\n' ' ')" 'libc6 libpq5 '
    check 'installs while no database is there' inside timeout 120 dpkg -i "/root/${deb##*/}"
    check 'the worker runs' state_is active
    check 'and says that it waits' eventually status_says 'waiting for the database: '
    check 'it is started at boot' inside systemctl is-enabled gongbao-worker.service
    check 'the upkeep too' is "$(inside systemctl is-active gongbao-maintain.timer)" active
    check 'the figures only when wanted' is "$(inside systemctl is-enabled gongbao-metrics.timer || true)" disabled
    check 'systemd has nothing to say against the units' shell 'systemd-analyze verify --recursive-errors=no /lib/systemd/system/gongbao-*.service /lib/systemd/system/gongbao-*.timer 2>&1 | { ! grep .; }'
    for unit in gongbao-worker gongbao-worker@ gongbao-maintain gongbao-metrics; do
        check "exposure of $unit is 1.0 at most" inside systemd-analyze security --offline=true --threshold=10 --no-pager /lib/systemd/system/$unit.service
    done
    check 'its own user' is "$(shell 'stat -c %U /proc/'"$(property MainPID)")" gongbao
    check 'no capabilities' is "$(shell 'grep ^CapEff /proc/'"$(property MainPID)"'/status | cut -f2')" 0000000000000000
    check 'the manual has every command, those alone, and the configuration' shell 'commands=$(gongbao --help | sed -n "/^SUBCOMMANDS/,/^$/s/^  \\([a-z][a-z-]*\\) .*/gongbao-\\1.1.gz/p" | sort); [ -n "$commands" ]
        [ "$commands" = "$(ls /usr/share/man/man1 | grep "^gongbao-")" ]; man -w gongbao gongbao.conf; man gongbao-status | grep -- --watch'
    check 'completions are there' shell 'bash -c ". /usr/share/bash-completion/completions/gongbao; complete -p gongbao"'
}

scenario_database() {
    start_postgresql
    shell 'sed -i "1i host all all 127.0.0.1/32 scram-sha-256" /etc/postgresql/15/main/pg_hba.conf; systemctl reload postgresql@15-main'
    # As README.Debian has it.
    shell 'cd /
        runuser -u postgres -- createuser gongbao
        runuser -u postgres -- createdb gongbao
        runuser -u postgres -- gongbao migrate --database dbname=gongbao
        runuser -u postgres -- psql -q gongbao -c "GRANT gongbao_worker, gongbao_operator TO gongbao"
        systemctl restart gongbao-worker' >/dev/null
    check 'the worker finds its database' eventually status_says 'working over 2 of 2 connections'
    check 'reports enqueued with psql are worked' works 20
    check 'rows are there' not is "$(sql 'SELECT count(*) FROM gongbao.observation')" 0
    sql 'CREATE ROLE scraper LOGIN IN ROLE gongbao_enqueuer'
    check 'a scraper inserts' sql "SET ROLE scraper; INSERT INTO gongbao.report (content) VALUES ('一、回顾' || chr(10) || '完成投资77亿元。')"
    check 'and it is worked' eventually settled
    check 'gongbao status is content' inside runuser -u gongbao -- gongbao status
}

scenario_timers() {
    local file=/run/gongbao/gongbao.prom
    check 'the figures are written by their service' inside systemctl start gongbao-metrics.service
    check 'everybody may read them' is "$(inside stat -c '%U %a' $file)" 'gongbao 644'
    check 'they say that all is well' shell 'grep -qx "gongbao_up 1" $1 && grep -qx "gongbao_severity 0" $1' $file
    check_with promtool 'promtool finds them valid' promtool check metrics <<<"$(inside cat $file)"
    check 'and what was worked' shell 'grep -q "^gongbao_jobs_finished_total{state=.succeeded.} [1-9]" $1' $file
    check 'nothing else is left beside them' is "$(inside ls /run/gongbao)" gongbao.prom
    inside systemctl stop postgresql@15-main
    check 'without a database the service still writes' inside systemctl start gongbao-metrics.service
    check 'that there is none' shell 'grep -qx "gongbao_up 0" $1 && ! grep -q "^gongbao_backlog" $1' $file
    inside systemctl start postgresql@15-main
    check 'the timer takes over' inside systemctl enable --now gongbao-metrics.timer
    check 'and knows its next time' not is "$(property NextElapseUSecRealtime gongbao-metrics.timer)" ''
    check 'the upkeep runs by its service' inside systemctl start gongbao-maintain.service
    check 'with success' is "$(property Result gongbao-maintain.service)" success
    eventually status_says 'working over'
}

# Converters under the unit's sandbox: each, one that is not there, and what one sees of the world.
scenario_documents() {
    local documents=Tests/CommandTests/Documents
    # Another worker would convert by its own configuration.
    inside systemctl stop gongbao-worker@second 2>/dev/null || true
    mkdir -p "$root/srv/documents"
    cp "$documents"/report.* "$root/srv/documents/"
    chmod -R a+rX "$root/srv/documents"
    inside mv /usr/bin/pdftotext /usr/bin/pdftotext.aside
    check 'documents are handed in' shell 'cd /; runuser -u postgres -- gongbao enqueue --database dbname=gongbao /srv/documents'
    check 'and worked' eventually settled
    check 'Word and RTF are read' is "$(document_states doc docx rtf)" 'doc succeeded,docx succeeded,rtf succeeded'
    check 'their offsets hold' is "$(sql "SELECT count(*) > 20 AND bool_and(substr(body, char_start + 1, char_end - char_start) = surface) FROM gongbao.observation JOIN gongbao.document USING (report_id) WHERE source_url LIKE '%/report.%'")" t
    check 'a missing converter is told' is "$(sql "SELECT error FROM gongbao.job WHERE source_url LIKE '%/report.pdf'")" 'application/pdf needs /usr/bin/pdftotext, which is not installed'
    inside mv /usr/bin/pdftotext.aside /usr/bin/pdftotext
    sql "SELECT gongbao.retry(id) FROM gongbao.job WHERE state = 'discarded' AND error LIKE '%which is not installed'" >/dev/null
    eventually settled
    check 'installed since, it is found by a retry' is "$(sql "SELECT concat_ws(' ', job.state, extraction.media_type, job.error) FROM gongbao.job LEFT JOIN gongbao.extraction USING (report_id) WHERE job.source_url LIKE '%/report.pdf' ORDER BY job.id DESC LIMIT 1")" 'succeeded application/pdf'
    cat >"$root/usr/local/bin/spy" <<'SPY'
#!/bin/sh
perl -MSocket -e 'print socket(my $i, AF_INET, SOCK_STREAM, 0) ? "有" : "无", socket(my $u, AF_UNIX, SOCK_STREAM, 0) ? "有" : "无"'
cat /etc/gongbao/pgpass 2>/dev/null
touch /etc/spied 2>/dev/null && echo 可写
echo "$PGPASSFILE$PGPASSWORD$CREDENTIALS_DIRECTORY$NOTIFY_SOCKET"
SPY
    chmod 755 "$root/usr/local/bin/spy"
    shell 'cp /etc/gongbao/gongbao.conf /root/sound.conf; echo "converter.pdf = /usr/local/bin/spy" >>/etc/gongbao/gongbao.conf; systemctl reload gongbao-worker'
    sql "INSERT INTO gongbao.report (source_url, raw) VALUES ('spy', '%PDF-spy')" >/dev/null
    check 'a converter has no socket and no secret, and writes nothing' eventually spied
    shell 'cp /root/sound.conf /etc/gongbao/gongbao.conf; systemctl reload gongbao-worker'
    rm "$root/usr/local/bin/spy"
}
document_states() {
    local names
    names=$(printf "'%s'," "$@")
    sql "SELECT string_agg(ending || ' ' || state, ',' ORDER BY ending) FROM (SELECT split_part(source_url, '/report.', 2) AS ending, state FROM gongbao.job) AS j WHERE ending IN (${names%,})"
}
spied() { is "$(sql "SELECT body FROM gongbao.document WHERE source_url = 'spy'")" 无无; }

scenario_reload() {
    local process
    process=$(property MainPID)
    shell 'sed -i "s/^#worker.connections = .*/worker.connections = 3/" /etc/gongbao/gongbao.conf; systemctl reload gongbao-worker'
    check 'a reload takes the configuration over' eventually status_says 'working over 3 of 3 connections'
    check 'in the same process' is "$(property MainPID)" "$process"
    shell 'cp /etc/gongbao/gongbao.conf /root/sound.conf; echo "worker.conections = 4" >>/etc/gongbao/gongbao.conf; systemctl reload gongbao-worker'
    check 'a wrong one is refused, file and line named' eventually journal_says 'unknown key worker.conections'
    check 'and changes nothing' status_says 'working over 3 of 3 connections'
    shell 'cp /root/sound.conf /etc/gongbao/gongbao.conf'
    check 'it works on' works
}

scenario_stop() {
    enqueue 400
    inside systemctl stop gongbao-worker
    check 'a stop drains' is "$(property Result)" success
    check 'and says so' journal_says 'event=drained'
    check 'nothing is left half done' is "$(sql 'SELECT count(*) FROM gongbao.job WHERE state = '"'running'")" 0
    inside systemctl start gongbao-worker
    check 'a start goes on' eventually settled
    check 'every job once' audit
}

scenario_kill() {
    local before
    before=$(property NRestarts)
    enqueue 400
    inside systemctl kill --signal=KILL gongbao-worker
    check 'killed, it is started again' eventually is_restarted "$before"
    check 'and works on' eventually settled
    check 'every job once' audit
}
is_restarted() { [ "$(property NRestarts)" -gt "$1" ]; }

scenario_outage() {
    local process
    short_watchdog
    process=$(property MainPID)
    enqueue 400
    inside systemctl restart postgresql@15-main
    check 'a restart of the database is survived' eventually settled
    check 'every job once' audit
    inside systemctl stop postgresql@15-main
    check 'an outage is told' eventually status_says 'waiting for the database: '
    sleep 8
    check 'and starves no watchdog' is "$(property MainPID) $(property ActiveState)" "$process active"
    inside systemctl start postgresql@15-main
    check 'its end too' eventually status_says 'working over'
    check 'it works on' works
    usual_unit
}
short_watchdog() { shell 'mkdir -p /run/systemd/system/gongbao-worker.service.d; printf "[Service]\nWatchdogSec=4s\nTimeoutAbortSec=2s\n" >/run/systemd/system/gongbao-worker.service.d/watchdog.conf; systemctl daemon-reload; systemctl restart gongbao-worker'; }
usual_unit() { shell 'rm -r /run/systemd/system/gongbao-worker.service.d; systemctl daemon-reload; systemctl restart gongbao-worker'; }

scenario_watchdog() {
    local before
    short_watchdog
    eventually status_says 'working over'
    before=$(property NRestarts)
    inside systemctl kill --signal=STOP gongbao-worker
    check 'a worker that stands still is killed by the watchdog' eventually journal_says 'Watchdog timeout'
    check 'and started again' eventually is_restarted "$before"
    check 'it works on' works
    usual_unit
}

# The pause after failures: it grows, it is told, a stop ends it, and it begins anew.
scenario_backoff() {
    local number pause
    pauses 1 5 300
    for number in 1 2 3 4 5; do
        die
        eventually status_says 'working over'
        pause=$((number < 2 ? 0 : number < 5 ? 1 << (number - 2) : 5))
        check "after failure $number in a row it waits $pause s" waited $pause
        check 'and counts them' is "$(failures)" "$number"
    done
    check 'the journal tells' journal_says 'level=warning event="waiting after failures in a row" failures=5 seconds=5'
    check 'a pause starves no watchdog' not journal_since 'Watchdog timeout'
    check 'it works on' works
    pauses 1 5 1
    die
    eventually status_says 'working over'
    sleep 2
    die
    eventually status_says 'working over'
    check 'one that worked for long is the first of a row' is "$(failures)" 1
    check 'a stop removes the count' inside systemctl stop gongbao-worker
    check 'with its folder' not inside ls /run/gongbao-worker
    pauses 600 600 300
    wait_after_failures
    check 'whoever starts it need not wait' state_is active
    check 'nor who stops it' inside timeout 20 systemctl stop gongbao-worker
    check 'and that is a success' is "$(property ActiveState) $(property Result)" 'inactive success'
    inside systemctl start gongbao-worker
    check 'a start after it does not wait' eventually status_says 'working over'
    wait_after_failures
    check 'a restart ends a pause, too' inside timeout 20 systemctl restart gongbao-worker
    check 'and the count begins anew' is "$(failures)" 0
    wait_after_failures
    inside systemctl reload gongbao-worker
    check 'and so does a reload' eventually status_says 'working over'
    check 'it works on' works
    usual_unit
}
# Pauses from $1 to $2 seconds, none after $3 at work; and a watchdog that is shorter than the longest.
pauses() {
    shell 'mkdir -p /run/systemd/system/gongbao-worker.service.d
        printf "[Service]\nRestartSec=100ms\nWatchdogSec=4s\nEnvironment=GONGBAO_RESTART_FIRST_SECONDS=%s GONGBAO_RESTART_LONGEST_SECONDS=%s GONGBAO_RESTART_STEADY_SECONDS=%s\n" "$@" \
            >/run/systemd/system/gongbao-worker.service.d/pauses.conf
        systemctl daemon-reload; systemctl restart gongbao-worker' "$@"
    began=$(inside date +%s)
    eventually status_says 'working over'
}
die() {
    local before
    before=$(property NRestarts)
    inside systemctl kill --signal=KILL gongbao-worker
    eventually is_restarted "$before"
}
wait_after_failures() {
    die
    eventually status_says 'working over'
    die
    check 'the pause is told' eventually status_says 'waiting 600 s before it works, after 2 failures in a row'
}
# How many failed in a row before the worker that runs.
failures() { inside cut -d' ' -f1 /run/gongbao-worker/failures; }
journal_since() { inside journalctl --no-pager -o cat --since "@$began" -u gongbao-worker | grep -F -- "$1"; }
# Between the start of its process and its beginning to work, by one clock.
waited() {
    local start work
    start=$(property ExecMainStartTimestampMonotonic)
    work=$(inside journalctl -o json --output-fields=MESSAGE --no-pager -u gongbao-worker | grep -F 'event=started' | tail -1 | sed 's/.*"__MONOTONIC_TIMESTAMP" *: *"\([0-9]*\)".*/\1/')
    echo "from $start to $work µs"
    [ $((work - start)) -ge $(($1 * 1000000)) ]
}

scenario_setup() {
    sql 'ALTER DATABASE gongbao RENAME TO aside' 2>/dev/null || database=postgres sql 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"'gongbao'"'; ALTER DATABASE gongbao RENAME TO aside' >/dev/null
    database=postgres sql 'CREATE DATABASE gongbao OWNER gongbao'
    check 'a database without a schema stops the worker' eventually state_is failed
    check 'with the command that helps' journal_says 'run gongbao migrate'
    check 'for good, with status 78' is "$(property ExecMainStatus)" 78
    check 'the state stays to be seen' status_says 'cannot work: '
    database=postgres sql 'DROP DATABASE gongbao'
    database=postgres sql 'ALTER DATABASE aside RENAME TO gongbao'
    inside systemctl start gongbao-worker
    check 'it works again' works
}

# PostgreSQL over TCP with a certificate of an authority of the test's own, and a password that is in one file only.
scenario_secrets() {
    cat >"$root/root/authority.sh" <<'SCRIPT'
set -eu
cd /etc/gongbao
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout /root/authority.key -out root.crt
cluster=/etc/postgresql/15/main
openssl req -newkey rsa:2048 -nodes -subj /CN=db.test -keyout $cluster/server.key -out /root/server.csr
echo subjectAltName=DNS:db.test >/root/names
openssl x509 -req -in /root/server.csr -CA root.crt -CAkey /root/authority.key -CAserial /root/serial -CAcreateserial \
    -days 2 -extfile /root/names -out $cluster/server.crt
chown postgres: $cluster/server.key $cluster/server.crt
printf "ssl = on\nssl_cert_file = '%s'\nssl_key_file = '%s'\n" $cluster/server.crt $cluster/server.key >>$cluster/postgresql.conf
echo "127.0.0.1 db.test wrong.test" >>/etc/hosts
systemctl restart postgresql@15-main
SCRIPT
    check 'the server gets a certificate' inside sh /root/authority.sh
    echo "$secret" >"$root/root/secret"
    shell 'echo "ALTER ROLE gongbao PASSWORD '"'\$(cat /root/secret)'"'" | runuser -u postgres -- psql -X -q
        echo "*:5432:gongbao:gongbao:$(cat /root/secret)" >>/etc/gongbao/pgpass; cp /etc/gongbao/gongbao.conf /root/sound.conf'
    tls() { shell 'sed "s|^#database.conninfo.*|database.conninfo = host=$1 user=gongbao dbname=gongbao sslmode=verify-full sslrootcert=/etc/gongbao/root.crt|" /root/sound.conf >/etc/gongbao/gongbao.conf; systemctl restart gongbao-worker' "$1"; }
    tls db.test
    check 'TLS with verify-full and a password from a credential' eventually status_says 'working over'
    check 'really TLS' is "$(sql "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name LIKE 'gongbao-worker%'")" t
    check 'it works' works
    check 'nobody but root reads the file' is "$(shell 'stat -c "%U %a" /etc/gongbao/pgpass')" 'root 600'
    check 'the password is in no process' leaks_nowhere
    check 'nor in the journal' not inside journalctl --no-pager --grep "$secret"
    shell 'cd /root; openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=other -keyout other.key -out /etc/gongbao/other.crt 2>/dev/null
        sed -i "s|sslrootcert=[^ ]*|sslrootcert=/etc/gongbao/other.crt|" /etc/gongbao/gongbao.conf; systemctl restart gongbao-worker'
    check 'a certificate of another authority is refused' eventually status_says 'certificate verify failed'
    tls wrong.test
    check 'another name than the certificate has is refused' eventually status_says 'does not match host name'
    check 'and logged without the password' not inside journalctl --no-pager --grep "$secret"
    shell 'cp /root/sound.conf /etc/gongbao/gongbao.conf
        mkdir -p /etc/systemd/system/gongbao-worker.service.d; cp /usr/share/doc/gongbao/examples/local-socket.conf /etc/systemd/system/gongbao-worker.service.d/; systemctl daemon-reload; systemctl restart gongbao-worker'
    check 'with the drop-in for a local socket it works too' works
    check 'without any network' not is "$(inside readlink "/proc/$(property MainPID)/ns/net")" "$(inside readlink /proc/1/ns/net)"
    check 'its exposure is 0.2 at most' inside systemd-analyze security --threshold=2 --no-pager gongbao-worker.service
    shell 'rm -r /etc/systemd/system/gongbao-worker.service.d; systemctl daemon-reload; systemctl restart gongbao-worker'
}

# Command lines and environments of all processes; the password comes from a file, or the search would find itself.
leaks_nowhere() { shell '! cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | grep -aqF -f /root/secret'; }

scenario_instance() {
    shell 'echo "worker.connections = 1" >/etc/gongbao/second.conf; systemctl enable --now gongbao-worker@second'
    check 'an instance works with its own configuration' eventually status_says 'working over 1 of 1 connections' gongbao-worker@second
    check 'and counts its own failures' inside cat /run/gongbao-worker@second/failures
}

scenario_upgrade() {
    local later process instance
    later=$(Deploy/package.sh 99.0)
    cp "$later" "$root/root/later.deb"
    rm "$later"
    shell 'echo "# mine" >>/etc/gongbao/gongbao.conf'
    process=$(property MainPID)
    instance=$(property MainPID gongbao-worker@second)
    enqueue 400
    check 'upgrades' inside timeout 120 dpkg -i /root/later.deb
    check 'the configuration is kept' shell 'tail -1 /etc/gongbao/gongbao.conf | grep -qx "# mine"'
    check 'the worker is another one' not is "$(property MainPID)" "$process"
    check 'an instance that runs, too' not is "$(property MainPID gongbao-worker@second)" "$instance"
    check 'after a drain' is "$(property NRestarts) $(property Result)" '0 success'
    check 'it works on' eventually settled
    check 'every job once' audit
}

scenario_remove() {
    # A worker that has just died.
    shell 'systemctl is-active gongbao-worker && systemctl kill --signal=KILL gongbao-worker && sleep 0.5' >/dev/null
    inside dpkg -r gongbao >/dev/null
    check 'removed, nothing runs' shell '! grep -lx gongbao /proc/[0-9]*/comm 2>/dev/null'
    check 'the configuration stays' shell '[ -e /etc/gongbao/gongbao.conf ] && [ -e /etc/gongbao/pgpass ]'
    shell 'rm -f /etc/gongbao/root.crt /etc/gongbao/other.crt /etc/gongbao/second.conf; systemctl disable gongbao-worker@second 2>/dev/null || true; dpkg -P gongbao' >/dev/null
    check 'purged, nothing is left' is "$(inside find / -xdev -name '*gongbao*' -not -path '/root/*' -not -path '/proc/*' -not -path '/tmp/*' -not -path '/var/log/*' -not -path '/var/lib/postgresql/*' -not -path '/etc/hostname' -not -path '/var/cache/*')" ''
    check 'and no unit failed' is "$(inside systemctl list-units --failed --plain --no-legend 'gongbao*')" ''
}

scenario_install
scenario_database
for scenario in timers reload stop kill outage watchdog backoff setup secrets instance upgrade documents remove; do
    [[ $scenario =~ ${1:-} ]] || continue
    echo "# $scenario"
    scenario_$scenario
done
conclude

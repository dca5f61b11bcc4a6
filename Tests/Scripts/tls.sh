#!/usr/bin/env bash
# TLS with sslmode=verify-full against a private PostgreSQL whose certificate an authority of our own has signed.
# GONGBAO names the binary. Prints a line for each check; status 1 where one fails, 77 where something needed is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
gongbao=${GONGBAO:-.build/debug/gongbao}
command -v openssl >/dev/null || { echo "tls.sh: needs openssl"; exit 77; }
name=tls-$$
folder=$(mktemp -d /tmp/gongbao-tls.XXXXXX)
trap 'Tests/Scripts/server.sh stop $name; rm -rf "$folder"' EXIT
chmod 755 "$folder"
authority() { openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$1" -keyout "$folder/$1.key" -out "$folder/$1.crt" 2>/dev/null; }
authority ours
authority foreign
openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout "$folder/server.key" -out "$folder/server.csr" 2>/dev/null
echo 'subjectAltName=DNS:localhost' >"$folder/names"
openssl x509 -req -in "$folder/server.csr" -CA "$folder/ours.crt" -CAkey "$folder/ours.key" -CAcreateserial -days 2 \
    -extfile "$folder/names" -out "$folder/server.crt" 2>/dev/null
# A server reads a key that is its own user's, or root's.
[ "$(id -u)" != 0 ] || chown postgres: "$folder/server.key"
chmod 600 "$folder/server.key"
for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    export GONGBAO_SERVER_SETTINGS="listen_addresses = '127.0.0.1'
port = $port
fsync = off
ssl = on
ssl_cert_file = '$folder/server.crt'
ssl_key_file = '$folder/server.key'"
    # Another program may have the port.
    if socket=$(Tests/Scripts/server.sh start $name); then break; fi
done
failed=0
# connects WHAT STATUS PATTERN CONNINFO: gongbao migrate ends with the status and says the pattern.
connects() {
    local status=0 output
    output=$($gongbao migrate --database "port=$port dbname=postgres user=postgres $4" 2>&1) || status=$?
    if [ $status = "$2" ] && grep -qF -- "$3" <<<"$output"; then echo "ok $1"; return; fi
    echo "not ok $1: status $status, $output"
    failed=1
}
connects 'the authority and the name are right' 0 '' "host=localhost hostaddr=127.0.0.1 sslmode=verify-full sslrootcert=$folder/ours.crt"
connects 'a name that the certificate has not' 1 'does not match host name' "host=elsewhere hostaddr=127.0.0.1 sslmode=verify-full sslrootcert=$folder/ours.crt"
connects 'a foreign authority' 1 'certificate verify failed' "host=localhost hostaddr=127.0.0.1 sslmode=verify-full sslrootcert=$folder/foreign.crt"
connects 'no authority at all' 1 'root certificate file' "host=localhost hostaddr=127.0.0.1 sslmode=verify-full sslrootcert=$folder/none.crt"
# What connected did so by TLS, and a worker works over it.
conninfo="host=localhost hostaddr=127.0.0.1 port=$port dbname=postgres user=postgres sslmode=verify-full sslrootcert=$folder/ours.crt"
psql -X -q "$socket port=$port" -c "INSERT INTO gongbao.report (content) VALUES ('一、回顾' || chr(10) || '完成投资3.5亿元。')" \
    -c 'CREATE TABLE seen (ssl boolean)' \
    -c "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN INSERT INTO seen SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid(); RETURN NULL; END \$\$" \
    -c 'CREATE TRIGGER see AFTER INSERT ON gongbao.outcome FOR EACH STATEMENT EXECUTE FUNCTION see()'
$gongbao worker --until-empty --database "$conninfo" 2>"$folder/log" || { cat "$folder/log"; failed=1; }
if [ "$(psql -X -q -At "$socket port=$port" -c 'SELECT bool_and(ssl) AND count(*) = 1 FROM seen')" = t ]; then
    echo 'ok a worker works over TLS'
else
    echo 'not ok a worker works over TLS'
    failed=1
fi
exit $failed

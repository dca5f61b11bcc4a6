#!/usr/bin/env bash
# Writes the manual pages of BINARY into FOLDER: gongbao(1) and gongbao-COMMAND(1) from the commands themselves, by
# swift-argument-parser's generator, and gongbao.conf(5) from the sample configuration, which a test holds to the settings.
set -euo pipefail
binary=$(realpath "$1") folder=$(realpath "$2")
cd "$(dirname "$0")/.."
date=$(date -u -d "$(dpkg-parsechangelog -l Deploy/debian/changelog -S Date)" +%F)
swift build --product generate-manual >/dev/null
.build/debug/generate-manual "$binary" -o "$folder" --multi-page --date "$date" >&2
cd "$folder"
# None of these is for people to type.
rm -f gongbao.help.1 gongbao.read-isolated.1 gongbao.run-converter.1
for page in gongbao.*.1; do
    command=${page#gongbao.} command=${command%.1}
    # The page's name has no blank, or nobody finds it; what is typed has one.
    sed -e "s/^\.Dt .*/.Dt GONGBAO-${command^^} 1/" -e "s/^\.Nm \"gongbao $command\"/.Nm gongbao-$command/" \
        -e "/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/s/^\.Nm$/.Nm gongbao $command/" "$page" >"gongbao-$command.1"
    rm "$page"
done
for page in *.1; do
    case $page in
    gongbao-status.1) status='0 healthy, 1 warning, 2 critical, 3 unknown; 74 where the output file could not be written.' ;;
    gongbao-worker.1) status='0 after a drain; 70 where a report took more time or memory than it may; 78 where configuration or schema are wrong and starting again would not mend it.' ;;
    *) status='0 on success; 64 for a wrong command line, 78 for a wrong configuration, otherwise above 0.' ;;
    esac
    # An abstract is a sentence in --help and a phrase on a page.
    sed -i -e "s/^\.Ex -std.*/$status/" -e '/^\.Nd /s/\.\("\?\)$/\1/' "$page"
    {
        echo '.Sh FILES'
        echo '.Bl -tag -width 6n'
        echo '.It Pa /etc/gongbao/gongbao.conf'
        echo 'the configuration'
        echo '.It Pa /etc/gongbao/pgpass'
        echo "passwords for the services, in libpq's format"
        echo '.El'
        echo '.Sh SEE ALSO'
        for other in *.1; do [ "$other" = "$page" ] || echo ".Xr ${other%.1} 1 ,"; done
        echo '.Xr gongbao.conf 5'
    } >"$page.end"
done
for page in *.1; do
    # Before the authors' section, where there is one: sections have an order. What the generator refers to has a dot for the blank.
    sed -i -e '/^\.Sh "SEE ALSO"/,$d' -e '/^\.Sh AUTHORS/,$d' -e '$a\' "$page"
    cat "$page.end" >>"$page"
    rm "$page.end"
done
awk -v date="$(date -u -d "$date" '+%B %-d, %Y')" '
function escaped(text) { gsub(/\\/, "\\e", text); sub(/^[.'"'"']/, "\\\\\\&&", text); return text }
function entry() { print ".It Sy " key; for (i = 1; i <= count; i++) print (i == count ? ".Pp\n" : "") escaped(comment[i]) }
BEGIN {
    print ".Dd " date "\n.Dt GONGBAO.CONF 5\n.Os\n.Sh NAME\n.Nm gongbao.conf\n.Nd configuration of gongbao\n.Sh DESCRIPTION"
}
# The comment at the top is the description, those above a key its own.
/^$/ { if (!listed) { for (i = 1; i <= count; i++) print escaped(comment[i]); if (count) print ".Pp" } count = 0; next }
/^# ?$/ { comment[++count] = ".Pp"; next }
/^# / { comment[++count] = substr($0, 3); next }
/^#[a-z]/ { if (!listed++) print ".Sh KEYS\n.Bl -tag -width 6n"; key = substr($1, 2); entry(); count = 0 }
END { print ".El\n.Sh SEE ALSO\n.Xr gongbao 1 ,\n.Xr gongbao-worker 1 ,\n.Xr gongbao-status 1" }
' "$OLDPWD/Config/gongbao.conf" | sed 's/^\\&\.Pp$/.Pp/' >gongbao.conf.5

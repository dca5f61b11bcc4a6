# Sourced: what a benchmark needs from PyPI, in a virtual environment of its own under .gongbao.
# python_environment NAME REQUIREMENTS — sets `environment`; where it cannot be made the script ends with a message.
skip() { echo "$(basename "$0" .sh): skipped, $1"; exit 0; }
python_environment() {
    environment=$root/.gongbao/$1
    if [ ! -x "$environment/bin/python3" ]; then
        mkdir -p "$root/.gongbao"
        python3 -m venv "$environment" >/dev/null 2>&1 || skip "python3 makes no virtual environment (apt-get install python3-venv)"
    fi
    timeout 600 "$environment/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 20 \
        --requirement "$2" 2>"$environment/pip.log" || skip "PyPI does not give them: $(tail -1 "$environment/pip.log")"
}

#!/bin/sh
# Installs what Python packages cannot bring, where apt-get can: Python itself and the Pango text library; with "tests"
# as its argument, also the browser that the gallery's test opens and a library of what drives it.
# On a set-up machine it changes nothing and needs no rights. Where there is no apt-get it leaves the work to you, and
# `make setup` says what is missing.
set -eu

installed() {
    dpkg-query --show --showformat='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

missing_packages() {
    "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || echo python3 python3-venv
    wanted="libpangoft2-1.0-0 libharfbuzz-subset0"
    if [ "${1:-}" = tests ]; then wanted="$wanted chromium libatomic1"; fi
    for package in $wanted; do
        installed "$package" || echo "$package"
    done
}

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || exit 0
missing=$(missing_packages "$@" | xargs)
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "Some system packages are missing, and only root may install them. As root, run:" >&2
        echo "    apt-get update && apt-get install --no-install-recommends $missing" >&2
        exit 1
    }
    as_root="sudo"
fi

echo "Installing system packages: $missing"
for try in 1 2 3; do
    $as_root apt-get update -qq && break
    [ "$try" -lt 3 ] || { echo "The package lists cannot be fetched. Is this machine online?" >&2; exit 1; }
    sleep 5
done
# shellcheck disable=SC2086 # one word a package
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null

# Sourced by the other scripts: the compiler, the right node first in PATH, and what several scripts need.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export RECADO_ROOT=$root

node_minimum=20.19.0
if [ -x "$root/build/tools/node_modules/.bin/node" ]; then
  PATH="$root/build/tools/node_modules/.bin:$PATH"
fi
export PATH PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false

if [ -z "${CXX:-}" ] && command -v clang++-19 > /dev/null; then
  export CC=clang-19 CXX=clang++-19
elif [ -z "${CXX:-}" ]; then
  for version in 15 14 13; do
    if command -v "g++-$version" > /dev/null; then
      export CC=gcc-$version CXX=g++-$version
      break
    fi
  done
fi

# Two parallel compilations of a socket file want 1.1 GB each.
if [ -z "${RECADO_JOBS:-}" ]; then
  RECADO_JOBS=$(nproc)
  memory_jobs=$(awk '/^MemAvailable/ {print int($2 / 1300000) + 1}' /proc/meminfo)
  if [ "$memory_jobs" -lt "$RECADO_JOBS" ]; then RECADO_JOBS=$memory_jobs; fi
fi
export RECADO_JOBS

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$(basename "$0"): $*"
  exit 1
}

version_at_least() { # version_at_least HAVE WANT
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

node_is_recent() {
  local have
  have=$(node --version 2> /dev/null) || return 1
  version_at_least "${have#v}" "$node_minimum"
}

# Installs the npm packages of a folder, once for each package-lock.json and node version.
npm_packages() { # npm_packages FOLDER
  local wanted stamp="$1/node_modules/.recado-stamp"
  wanted="$(sha256sum < "$1/package-lock.json") $(node --version)"
  [ "$(cat "$stamp" 2> /dev/null)" = "$wanted" ] && return 0
  say "Installing the npm packages of ${1#"$root"/}"
  (cd "$1" && npm ci --no-progress --loglevel=error) >&2 || return 1
  mkdir -p "$1/node_modules"
  printf '%s\n' "$wanted" > "$stamp"
}

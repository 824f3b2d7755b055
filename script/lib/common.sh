# Sourced by every script: where we are, and how we speak.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$ROOT"

# CI clones afresh each time; a target folder outside the clone keeps what was already compiled.
if [ -n "${CI:-}" ] && [ -z "${CARGO_TARGET_DIR:-}" ]; then
  export CARGO_TARGET_DIR="${XDG_CACHE_HOME:-$HOME/.cache}/congdan-target"
fi
TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}

say() { printf '\033[1m▸ %s\033[0m\n' "$*"; }
die() { printf '\033[1;31m✗ %s\033[0m\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# step 2/5 "the build tools" COMMAND…: does one part of a long work. Says how far the whole is, and how long this part took on this
# machine when it last had something to do.
step() {
  local at=$1 what=$2 noted="$TARGET_DIR/durations/${2// /-}" began=$SECONDS took last=
  shift 2
  if [ -e "$noted" ]; then last=" (last time: $(minutes "$(cat "$noted")"))"; fi
  say "$at $what$last"
  "$@"
  took=$((SECONDS - began))
  if [ "$took" -ge 10 ]; then
    mkdir -p "$TARGET_DIR/durations"
    echo "$took" > "$noted"
    echo "  took $(minutes "$took")"
  fi
}

minutes() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }

# Runs a command as root where that is possible; says what is missing where it is not.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo; then sudo "$@"; else die "needs root: $*"; fi
}

apt_updated=
apt_install() {
  have apt-get || die "please install: $*"
  if [ -z "$apt_updated" ]; then as_root apt-get update -qq; apt_updated=1; fi
  say "apt-get install $*"
  DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The version of a crate in Cargo.lock.
locked_version() { awk -v n="$1" '$1=="name" && $3=="\""n"\"" {getline; gsub(/"/,"",$3); print $3; exit}' Cargo.lock; }
